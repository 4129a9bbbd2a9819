using Amazon.Runtime;

namespace RetailBus.AwsClients.Tests;

internal static class Clients
{
    public static AwsClientOptions Options(Uri serviceUrl) => new()
    {
        ServiceUrl = serviceUrl,
        Region = "us-east-1",
        Credentials = new BasicAWSCredentials("test", "test"),
        MaxErrorRetry = 0,
    };

    public static string UniqueName(string prefix) => $"{prefix}-{Guid.NewGuid():N}";
}
