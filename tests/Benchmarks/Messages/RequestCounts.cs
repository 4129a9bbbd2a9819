using System.Collections.Concurrent;
using Amazon.Runtime;

namespace RetailBus.Benchmarks.Messages;

/// <summary>Counts a client's SQS requests by operation.</summary>
internal sealed class RequestCounts : HttpClientFactory
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Counting(this));

    public IReadOnlyDictionary<string, long> Read() => new Dictionary<string, long>(_counts);

    /// <summary>Of <see cref="Read"/> then and now.</summary>
    public static long Since(IReadOnlyDictionary<string, long> then, IReadOnlyDictionary<string, long> now, string operation) =>
        now.GetValueOrDefault(operation) - then.GetValueOrDefault(operation);

    private sealed class Counting(RequestCounts counts) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.TryGetValues("X-Amz-Target", out var targets))
                counts._counts.AddOrUpdate(targets.First()["AmazonSQS.".Length..], 1, (_, count) => count + 1);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
