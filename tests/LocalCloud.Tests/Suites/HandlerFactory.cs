using Amazon.Runtime;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>Makes an SDK's client send its requests to a handler in this process.</summary>
internal sealed class HandlerFactory(HttpMessageHandler handler) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
