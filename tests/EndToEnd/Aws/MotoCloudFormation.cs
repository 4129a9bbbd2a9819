using System.Net.Http.Headers;
using System.Xml.Linq;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// CloudFormation's API of moto_server, as far as a deployment needs it. It reads no signature, only for which service one is.
/// </summary>
internal sealed class MotoCloudFormation(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <returns>The types of what it made, by logical name.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(
        AwsTemplate template, params (string Name, string Value)[] parameters)
    {
        var form = new Dictionary<string, string>
        {
            ["StackName"] = template.Name,
            ["TemplateBody"] = template.Text,
            ["Capabilities.member.1"] = "CAPABILITY_NAMED_IAM",
        };
        foreach (var (index, (name, value)) in parameters.Index())
        {
            form[$"Parameters.member.{index + 1}.ParameterKey"] = name;
            form[$"Parameters.member.{index + 1}.ParameterValue"] = value;
        }

        await CallAsync("CreateStack", form);
        var stack = await CallAsync("DescribeStacks", new() { ["StackName"] = template.Name });
        Assert.Equal("CREATE_COMPLETE", Assert.Single(Named(stack, "StackStatus")));
        var made = await CallAsync("DescribeStackResources", new() { ["StackName"] = template.Name });
        return Named(made, "LogicalResourceId").Zip(Named(made, "ResourceType")).ToDictionary(found => found.First, found => found.Second);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Named(XElement document, string name) => document.Descendants()
        .Where(element => element.Name.LocalName == name).Select(element => element.Value);

    private async Task<XElement> CallAsync(string action, Dictionary<string, string> form)
    {
        form["Action"] = action;
        form["Version"] = "2010-05-15";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            $"Credential=test/20260101/{AwsStacks.Region}/cloudformation/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await _http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{action}: {text}");
        return XElement.Parse(text);
    }
}
