using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using RetailBus.LocalCloud.Tests.Sqs;

namespace RetailBus.LocalCloud.Tests.Sns;

/// <summary>Posts SNS requests as plain forms.</summary>
internal sealed class SnsForms(HttpClient http) : IDisposable
{
    private static readonly XNamespace Namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    public SnsForms(MessagingServer server)
        : this(server.HttpClient())
    {
    }

    /// <summary>The texts of all leaves of the answer that have this name.</summary>
    public async Task<string[]> ValuesAsync(string element, params (string Name, string Value)[] parameters) =>
        [.. (await PostAsync(HttpStatusCode.OK, parameters)).Descendants(Namespace + element).Select(e => e.Value)];

    public async Task<string> ValueAsync(string element, params (string Name, string Value)[] parameters) =>
        Assert.Single(await ValuesAsync(element, parameters));

    /// <summary>For operations whose answer says nothing.</summary>
    public Task DoAsync(params (string Name, string Value)[] parameters) => PostAsync(HttpStatusCode.OK, parameters);

    /// <summary>Expects a refusal and returns its code and message.</summary>
    public async Task<(string Code, string Message)> ErrorAsync(HttpStatusCode status, params (string Name, string Value)[] parameters)
    {
        var error = (await PostAsync(status, parameters)).Element(Namespace + "Error")!;
        return (error.Element(Namespace + "Code")!.Value, error.Element(Namespace + "Message")!.Value);
    }

    public Task<string> CreateTopicAsync(string name) => ValueAsync("TopicArn", ("Action", "CreateTopic"), ("Name", name));

    public Task<string> SubscribeAsync(string topicArn, string queue, params (string Name, string Value)[] attributes) => ValueAsync(
        "SubscriptionArn",
        [
            ("Action", "Subscribe"), ("TopicArn", topicArn), ("Protocol", "sqs"),
            ("Endpoint", $"arn:aws:sqs:us-east-1:000000000000:{queue}"),
            .. attributes.SelectMany(
                (a, i) => new[] { ($"Attributes.entry.{i + 1}.key", a.Name), ($"Attributes.entry.{i + 1}.value", a.Value) }),
        ]);

    public void Dispose() => http.Dispose();

    private async Task<XElement> PostAsync(HttpStatusCode status, (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent(
                parameters.Append(("Version", "2010-03-31")).Select(p => new KeyValuePair<string, string>(p.Item1, p.Item2))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", "Credential=test/20300101/us-east-1/sns/aws4_request");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, body);
        return XElement.Parse(body);
    }
}
