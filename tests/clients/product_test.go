// Confluent's own Go SDK modules against a running product: what they decode here, the Terraform provider and the CLI decode too.
package clients

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	apikeys "github.com/confluentinc/ccloud-sdk-go-v2/apikeys/v2"
	cmk "github.com/confluentinc/ccloud-sdk-go-v2/cmk/v2"
	connect "github.com/confluentinc/ccloud-sdk-go-v2/connect/v1"
	iam "github.com/confluentinc/ccloud-sdk-go-v2/iam/v2"
	kafkaquotas "github.com/confluentinc/ccloud-sdk-go-v2/kafka-quotas/v1"
	kafkarest "github.com/confluentinc/ccloud-sdk-go-v2/kafkarest/v3"
	ksql "github.com/confluentinc/ccloud-sdk-go-v2/ksql/v2"
	mds "github.com/confluentinc/ccloud-sdk-go-v2/mds/v2"
	org "github.com/confluentinc/ccloud-sdk-go-v2/org/v2"
	servicequota "github.com/confluentinc/ccloud-sdk-go-v2/service-quota/v1"
	srcm "github.com/confluentinc/ccloud-sdk-go-v2/srcm/v3"
)

// What launcher/test-clients.mjs hands over.
var (
	baseURL  = os.Getenv("CLIENTS_URL")
	email    = os.Getenv("CLIENTS_EMAIL")
	password = os.Getenv("CLIENTS_PASSWORD")
	cloudKey = credential{os.Getenv("CLIENTS_CLOUD_KEY"), os.Getenv("CLIENTS_CLOUD_SECRET")}
)

type credential struct{ id, secret string }

func (c credential) header() string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(c.id+":"+c.secret))
}

// The control plane with one key, one client for each SDK module.
type controlPlane struct {
	org          *org.APIClient
	cmk          *cmk.APIClient
	iam          *iam.APIClient
	mds          *mds.APIClient
	apikeys      *apikeys.APIClient
	srcm         *srcm.APIClient
	ksql         *ksql.APIClient
	connect      *connect.APIClient
	kafkaquotas  *kafkaquotas.APIClient
	servicequota *servicequota.APIClient
}

func openControlPlane(t *testing.T, key credential) controlPlane {
	t.Helper()
	headers := map[string]string{"Authorization": key.header()}
	web := &http.Client{Transport: strictTransport{t}, Timeout: time.Minute}

	orgConfig := org.NewConfiguration()
	orgConfig.HTTPClient, orgConfig.DefaultHeader, orgConfig.Servers[0].URL = web, headers, baseURL
	cmkConfig := cmk.NewConfiguration()
	cmkConfig.HTTPClient, cmkConfig.DefaultHeader, cmkConfig.Servers[0].URL = web, headers, baseURL
	iamConfig := iam.NewConfiguration()
	iamConfig.HTTPClient, iamConfig.DefaultHeader, iamConfig.Servers[0].URL = web, headers, baseURL
	mdsConfig := mds.NewConfiguration()
	mdsConfig.HTTPClient, mdsConfig.DefaultHeader, mdsConfig.Servers[0].URL = web, headers, baseURL
	apikeysConfig := apikeys.NewConfiguration()
	apikeysConfig.HTTPClient, apikeysConfig.DefaultHeader, apikeysConfig.Servers[0].URL = web, headers, baseURL
	srcmConfig := srcm.NewConfiguration()
	srcmConfig.HTTPClient, srcmConfig.DefaultHeader, srcmConfig.Servers[0].URL = web, headers, baseURL
	ksqlConfig := ksql.NewConfiguration()
	ksqlConfig.HTTPClient, ksqlConfig.DefaultHeader, ksqlConfig.Servers[0].URL = web, headers, baseURL
	connectConfig := connect.NewConfiguration()
	connectConfig.HTTPClient, connectConfig.DefaultHeader, connectConfig.Servers[0].URL = web, headers, baseURL
	kafkaquotasConfig := kafkaquotas.NewConfiguration()
	kafkaquotasConfig.HTTPClient, kafkaquotasConfig.DefaultHeader, kafkaquotasConfig.Servers[0].URL = web, headers, baseURL
	servicequotaConfig := servicequota.NewConfiguration()
	servicequotaConfig.HTTPClient, servicequotaConfig.DefaultHeader, servicequotaConfig.Servers[0].URL = web, headers, baseURL

	return controlPlane{
		org:          org.NewAPIClient(orgConfig),
		cmk:          cmk.NewAPIClient(cmkConfig),
		iam:          iam.NewAPIClient(iamConfig),
		mds:          mds.NewAPIClient(mdsConfig),
		apikeys:      apikeys.NewAPIClient(apikeysConfig),
		srcm:         srcm.NewAPIClient(srcmConfig),
		ksql:         ksql.NewAPIClient(ksqlConfig),
		connect:      connect.NewAPIClient(connectConfig),
		kafkaquotas:  kafkaquotas.NewAPIClient(kafkaquotasConfig),
		servicequota: servicequota.NewAPIClient(servicequotaConfig),
	}
}

// Kafka REST of one cluster, at the address that the cluster itself names.
func openKafkaRest(t *testing.T, endpoint string, key credential) *kafkarest.APIClient {
	t.Helper()
	config := kafkarest.NewConfiguration()
	config.HTTPClient = &http.Client{Transport: strictTransport{t}, Timeout: time.Minute}
	config.DefaultHeader = map[string]string{"Authorization": key.header()}
	config.Servers[0].URL = endpoint
	return kafkarest.NewAPIClient(config)
}

// The cluster that every product starts with.
func firstCluster(t *testing.T, plane controlPlane) (environmentID string, cluster cmk.CmkV2Cluster) {
	t.Helper()
	environments := ok(plane.org.EnvironmentsOrgV2Api.ListOrgV2Environments(t.Context()).Execute())(t, 200)
	for _, environment := range environments.Data {
		list := ok(plane.cmk.ClustersCmkV2Api.ListCmkV2Clusters(t.Context()).Environment(environment.GetId()).Execute())(t, 200)
		for _, found := range list.Data {
			if found.Status.Phase == "PROVISIONED" {
				return environment.GetId(), found
			}
		}
	}
	t.Fatal("The product has no cluster.")
	return
}

func unique(name string) string { return fmt.Sprintf("%s-%d", name, time.Now().UnixNano()) }

func pointer[T any](value T) *T { return &value }
