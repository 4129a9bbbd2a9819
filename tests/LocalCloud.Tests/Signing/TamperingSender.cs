using System.Text;
using Amazon.Runtime;

namespace RetailBus.LocalCloud.Tests.Signing;

/// <summary>Changes a text in the bodies that an SDK's client sends, after they were signed, to another of the same length.</summary>
internal sealed class TamperingSender(string text, string replacement) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(text, replacement));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(string text, string replacement) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                var body = Encoding.Latin1.GetString(await content.ReadAsByteArrayAsync(cancellationToken));
                var changed = new ByteArrayContent(Encoding.Latin1.GetBytes(body.Replace(text, replacement, StringComparison.Ordinal)));
                foreach (var (name, values) in content.Headers)
                    changed.Headers.TryAddWithoutValidation(name, values);
                request.Content = changed;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
