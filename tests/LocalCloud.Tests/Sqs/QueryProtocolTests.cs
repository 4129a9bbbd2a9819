using System.Text;
using System.Xml.Linq;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class QueryProtocolTests
{
    [Fact]
    public async Task A_batch_goes_in_and_out_as_forms_and_XML()
    {
        await using var server = await MessagingServer.StartAsync();
        using var http = server.HttpClient();
        var url = Value(
            await PostAsync(
                http, "/",
                "Action=CreateQueue&QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=7&Tag.1.Key=team&Tag.1.Value=data"),
            "QueueUrl");
        var path = new Uri(url).AbsolutePath;

        var sent = await PostAsync(http, path, "Action=SendMessageBatch"
            + "&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=%C3%A4+%3C%26%3E%0D%0A"
            + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n"
            + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=Number"
            + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=4"
            + "&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=x"
            + "&SendMessageBatchRequestEntry.2.DelaySeconds=1000");
        Assert.Equal("a", Value(Element(sent, "SendMessageBatchResultEntry"), "Id"));
        Assert.Equal(
            ("b", "InvalidParameterValue"),
            (Value(Element(sent, "BatchResultErrorEntry"), "Id"), Value(Element(sent, "BatchResultErrorEntry"), "Code")));

        var received = await PostAsync(
            http, path, "Action=ReceiveMessage&MaxNumberOfMessages=10&AttributeName.1=SentTimestamp&MessageAttributeName.1=n");
        Assert.Equal("ä <&>\r\n", Value(received, "Body"));
        Assert.Equal("SentTimestamp", Value(Element(received, "Attribute"), "Name"));
        Assert.Equal("4", Value(Element(received, "MessageAttribute"), "StringValue"));

        await PostAsync(http, path, "Action=DeleteMessage&ReceiptHandle=" + Uri.EscapeDataString(Value(received, "ReceiptHandle")));
        var attributes = await PostAsync(
            http, path,
            "Action=GetQueueAttributes&AttributeName.1=VisibilityTimeout&AttributeName.2=ApproximateNumberOfMessagesNotVisible");
        Assert.Equal(["7", "0"], attributes.Descendants().Where(e => e.Name.LocalName == "Value").Select(e => e.Value));
        Assert.Equal("team", Value(Element(await PostAsync(http, path, "Action=ListQueueTags"), "Tag"), "Key"));
        Assert.Equal(url, Value(await PostAsync(http, "/", "Action=ListQueues&QueueNamePrefix=q"), "QueueUrl"));
    }

    private static async Task<XElement> PostAsync(HttpClient http, string path, string form)
    {
        using var content = new StringContent(form + "&Version=2012-11-05", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer);
        return XElement.Parse(answer, LoadOptions.PreserveWhitespace);
    }

    private static XElement Element(XElement answer, string name) => Assert.Single(answer.Descendants(), e => e.Name.LocalName == name);

    private static string Value(XElement answer, string name) => Element(answer, name).Value;
}
