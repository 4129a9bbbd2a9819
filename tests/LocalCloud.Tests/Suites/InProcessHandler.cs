using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>Carries HTTP messages to a request delegate and back.</summary>
internal sealed class InProcessHandler(RequestDelegate serve) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestAborted = cancellationToken };
        await FillAsync(context.Features.GetRequiredFeature<IHttpRequestFeature>(), request, cancellationToken);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await serve(context);
        return Answer(context.Response, body.ToArray());
    }

    private static async Task FillAsync(IHttpRequestFeature to, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        to.Method = request.Method.Method;
        to.Protocol = "HTTP/1.1";
        to.Scheme = address.Scheme;
        to.RawTarget = address.PathAndQuery;
        to.Path = Uri.UnescapeDataString(address.AbsolutePath);
        to.QueryString = address.Query;
        to.Headers.Host = address.Authority;
        foreach (var (name, values) in request.Headers.NonValidated)
            to.Headers[name] = values.ToArray();
        if (request.Content is not { } content)
            return;
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        foreach (var (name, values) in content.Headers.NonValidated)
            to.Headers[name] = values.ToArray();
        to.Headers.ContentLength = bytes.Length;
        to.Body = new MemoryStream(bytes, writable: false);
    }

    private static HttpResponseMessage Answer(HttpResponse from, byte[] body)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)from.StatusCode) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in from.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.ToArray()))
                answer.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return answer;
    }
}
