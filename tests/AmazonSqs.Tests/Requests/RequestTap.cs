using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Runtime;

namespace RetailBus.AmazonSqs.Tests.Requests;

/// <summary>Between a bus and SQS: sees its requests, holds them up, or answers in SQS's place.</summary>
public sealed class RequestTap : HttpClientFactory
{
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task<HttpResponseMessage?>>> _answers =
        new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Operation, int Entries)> _answered = new();

    private int _underWay;

    /// <summary>Requests of changes of visibility that SQS has not answered.</summary>
    public int RenewalsUnderWay => Volatile.Read(ref _underWay);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    /// <summary>Entries of each batch of an operation that SQS has answered.</summary>
    public IReadOnlyList<int> Batches(string operation) => [.. _answered.Where(a => a.Operation == operation).Select(a => a.Entries)];

    /// <param name="operation">E.g. <c>ReceiveMessage</c>.</param>
    /// <param name="answer">In SQS's place; null lets the request go on, a task holds it up.</param>
    public void Answer(string operation, Func<CancellationToken, Task<HttpResponseMessage?>> answer) => _answers[operation] = answer;

    public void LetThrough(string operation) => _answers.TryRemove(operation, out _);

    private sealed class Handler(RequestTap tap) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = request.Headers.GetValues("X-Amz-Target").First()["AmazonSQS.".Length..];
            var renews = operation == "ChangeMessageVisibilityBatch" ? 1 : 0;
            Interlocked.Add(ref tap._underWay, renews);
            try
            {
                return await SendAsync(request, operation, cancellationToken);
            }
            finally
            {
                Interlocked.Add(ref tap._underWay, -renews);
            }
        }

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string operation, CancellationToken cancellationToken)
        {
            if (tap._answers.TryGetValue(operation, out var answer) && await answer(cancellationToken) is { } instead)
                return instead;
            using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var entries = body.RootElement.TryGetProperty("Entries", out var batch) ? batch.GetArrayLength() : 1;
            var response = await base.SendAsync(request, cancellationToken);
            tap._answered.Enqueue((operation, entries));
            return response;
        }
    }
}
