using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace RetailBus.LocalCloud.Tests.Sqs;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("SendMessage", "{", "SerializationException")]
    [InlineData("SendMessage", "[1]", "SerializationException")]
    [InlineData("SendMessage", "{\"QueueUrl\":7,\"MessageBody\":\"m\"}", "SerializationException")]
    [InlineData("SendMessage", "{\"QueueUrl\":\"http://x/0/q\"}", "MissingRequiredParameterException")]
    [InlineData("SendMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"\\u0000\"}", "InvalidMessageContents")]
    [InlineData("SendMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"\\ud800\"}", "InvalidMessageContents")]
    [InlineData("CreateQueue", "{\"QueueName\":\"r\",\"tags\":{\"\\udc00\":\"x\"}}", "InvalidMessageContents")]
    [InlineData(
        "SendMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\",\"DelaySeconds\":901}", "InvalidParameterValueException")]
    [InlineData(
        "SendMessage",
        "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\","
        + "\"MessageAttributes\":{\"a\":{\"DataType\":\"String\",\"StringValue\":\"\"}}}",
        "InvalidParameterValueException")]
    [InlineData(
        "SendMessage",
        "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\","
        + "\"MessageAttributes\":{\"a\":{\"DataType\":\"Number\",\"StringValue\":\"NaN\"}}}",
        "InvalidParameterValueException")]
    [InlineData(
        "SendMessage",
        "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\","
        + "\"MessageAttributes\":{\"a\":{\"DataType\":\"Binary\",\"BinaryValue\":\"%\"}}}",
        "InvalidParameterValueException")]
    [InlineData("SendMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\",\"MessageAttributes\":[]}", "SerializationException")]
    [InlineData("SendMessageBatch", "{\"QueueUrl\":\"http://x/0/q\",\"Entries\":[]}", "EmptyBatchRequest")]
    [InlineData("SendMessageBatch", "{\"QueueUrl\":\"http://x/0/q\",\"Entries\":[1]}", "SerializationException")]
    [InlineData(
        "SendMessageBatch",
        "{\"QueueUrl\":\"http://x/0/q\",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"m\"},{\"Id\":\"a\",\"MessageBody\":\"m\"}]}",
        "BatchEntryIdsNotDistinct")]
    [InlineData("ReceiveMessage", "{\"QueueUrl\":\"http://x/0/absent\"}", "QueueDoesNotExist")]
    [InlineData("ReceiveMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MaxNumberOfMessages\":11}", "InvalidParameterValueException")]
    [InlineData("ReceiveMessage", "{\"QueueUrl\":\"http://x/0/q\",\"WaitTimeSeconds\":1e99}", "InvalidParameterValueException")]
    [InlineData("DeleteMessage", "{\"QueueUrl\":\"http://x/0/q\",\"ReceiptHandle\":\"nonsense\"}", "ReceiptHandleIsInvalid")]
    [InlineData("CreateQueue", "{\"QueueName\":\"../../etc\"}", "InvalidParameterValueException")]
    [InlineData("CreateQueue", "{\"QueueName\":\"a.fifo\"}", "UnsupportedOperation")]
    [InlineData("CreateQueue", "{\"QueueName\":\"r\",\"Attributes\":{\"FifoQueue\":\"true\"}}", "UnsupportedOperation")]
    [InlineData("CreateQueue", "{\"QueueName\":\"r\",\"Attributes\":{\"Nonsense\":\"1\"}}", "InvalidAttributeName")]
    [InlineData("CreateQueue", "{\"QueueName\":\"r\",\"Attributes\":{\"VisibilityTimeout\":\"43201\"}}", "InvalidAttributeValue")]
    [InlineData("CreateQueue", "{\"QueueName\":\"q\",\"Attributes\":{\"VisibilityTimeout\":\"31\"}}", "QueueNameExists")]
    [InlineData("CreateFifo", "{}", "UnknownOperationException")]
    [InlineData("ListQueues", "{\"CreateFifo\":1}", "UnsupportedOperation")]
    [InlineData("SendMessage", "{\"QueueUrl\":\"http://x/0/q\",\"MessageBody\":\"m\",\"MessageGroupId\":\"g\"}", "UnsupportedOperation")]
    [InlineData("AddPermission", "{\"QueueUrl\":\"http://x/0/q\",\"Label\":\"l\"}", "MissingRequiredParameterException")]
    [InlineData("RemovePermission", "{\"QueueUrl\":\"http://x/0/q\",\"Label\":\"l\"}", "InvalidParameterValueException")]
    public async Task A_bad_JSON_request_gets_an_error_of_AWS_s_shape(string operation, string body, string type)
    {
        await using var server = await MessagingServer.StartAsync();
        using var http = server.HttpClient();
        await PostJsonAsync(http, "CreateQueue", "{\"QueueName\":\"q\"}", HttpStatusCode.OK);

        using var error = JsonDocument.Parse(await PostJsonAsync(http, operation, body, HttpStatusCode.BadRequest));
        Assert.Equal("com.amazonaws.sqs#" + type, error.RootElement.GetProperty("__type").GetString());
        Assert.NotEmpty(error.RootElement.GetProperty("message").GetString()!);
        if (operation == "CreateFifo" || body.Contains("CreateFifo", StringComparison.Ordinal))
            Assert.Contains("CreateFifo", error.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        await PostJsonAsync(http, "ListQueues", "{}", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_batch_entry_with_a_parameter_that_is_not_served_fails_alone_and_names_it()
    {
        await using var server = await MessagingServer.StartAsync();
        using var http = server.HttpClient();
        await PostJsonAsync(http, "CreateQueue", "{\"QueueName\":\"q\"}", HttpStatusCode.OK);
        var answer = await PostJsonAsync(
            http,
            "SendMessageBatch",
            """
            {"QueueUrl":"http://x/0/q","Entries":[{"Id":"a","MessageBody":"m"},{"Id":"b","MessageBody":"m","MessageGroupId":"g"}]}
            """,
            HttpStatusCode.OK);
        using var result = JsonDocument.Parse(answer);
        Assert.Equal("a", Assert.Single(result.RootElement.GetProperty("Successful").EnumerateArray()).GetProperty("Id").GetString());
        var failed = Assert.Single(result.RootElement.GetProperty("Failed").EnumerateArray());
        Assert.Equal("b", failed.GetProperty("Id").GetString());
        Assert.Contains("MessageGroupId", failed.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MissingAction")]
    [InlineData("%", "MissingAction")]
    [InlineData("Action=DoNothing&Version=2012-11-05", "InvalidAction")]
    [InlineData("Action=SendMessage&QueueUrl=q&MessageBody=%00", "InvalidMessageContents")]
    [InlineData("Action=SendMessage&QueueUrl=absent&MessageBody=m", "AWS.SimpleQueueService.NonExistentQueue")]
    [InlineData("Action=SendMessage&MessageBody=m", "MissingParameter")]
    [InlineData("Action=CreateQueue&QueueName=q&Attribute.1.Value=5", "MissingParameter")]
    [InlineData("Action=ListQueues&a.b.c.d.e.f.g.h.i=1", "MalformedQueryString")]
    [InlineData("Action=ListQueues&Colour.1=red", "AWS.SimpleQueueService.UnsupportedOperation")]
    public async Task A_bad_form_gets_an_error_of_AWS_s_shape(string form, string code)
    {
        await using var server = await MessagingServer.StartAsync();
        using var http = server.HttpClient();
        await PostJsonAsync(http, "CreateQueue", "{\"QueueName\":\"q\"}", HttpStatusCode.OK);
        using var content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await http.PostAsync("/", content, TestContext.Current.CancellationToken);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.BadRequest, "ErrorResponse"), (response.StatusCode, answer.Name.LocalName));
        Assert.Equal(code, answer.Descendants().Single(e => e.Name.LocalName == "Code").Value);
    }

    private static async Task<string> PostJsonAsync(HttpClient http, string operation, string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", "AmazonSQS." + operation);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == response.StatusCode, answer);
        return answer;
    }
}
