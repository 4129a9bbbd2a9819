using System.Net.Http.Headers;
using System.Text;

namespace RetailBus.LocalCloud.Tests.Fuzz;

/// <summary>The protocols' parsers, each with requests that get deep into it.</summary>
internal static class Targets
{
    private const string Queue = "\"QueueUrl\":\"http://127.0.0.1/000000000000/q\"";
    private const string Topic = "TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3At";
    private const string Sample = "\"DataType\":\"String\",\"StringValue\":\"v\"";

    /// <summary>Right requests that make what the others are about: a bucket, an object, a queue, a topic and a delivery stream.</summary>
    public static IReadOnlyList<Target> Fixtures =>
    [
        Xml(HttpMethod.Put, "/bkt", ""),
        Xml(HttpMethod.Put, "/bkt/k", "hello"),
        Json("AmazonSQS.CreateQueue", "{\"QueueName\":\"q\"}"),
        Form("Action=CreateTopic&Version=2010-03-31&Name=t"),
        Json("Firehose_20150804.CreateDeliveryStream", "{\"DeliveryStreamName\":\"f\",\"S3DestinationConfiguration\":{\"BucketARN\":"
            + "\"arn:aws:s3:::bkt\"}}"),
    ];

    public static IReadOnlyList<Target> S3Xml =>
    [
        Xml(HttpMethod.Post, "/bkt?delete", "<Delete><Quiet>true</Quiet><Object><Key>a</Key><VersionId>v</VersionId></Object></Delete>"),
        Xml(HttpMethod.Put, "/bkt?versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"),
        Xml(HttpMethod.Put, "/bkt?notification", "<NotificationConfiguration><QueueConfiguration><Id>i</Id><Queue>arn:aws:sqs:us-east-1:"
            + "000000000000:q</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>p</Value>"
            + "</FilterRule></S3Key></Filter></QueueConfiguration></NotificationConfiguration>"),
        Xml(HttpMethod.Put, "/bkt/k?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        Xml(HttpMethod.Put, "/bkt?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        Xml(HttpMethod.Post, "/bkt/k?uploadId=u", "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"e\"</ETag>"
            + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part></CompleteMultipartUpload>"),
        Xml(HttpMethod.Put, "/other", "<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint>"
            + "</CreateBucketConfiguration>"),
    ];

    public static IReadOnlyList<Target> AwsChunked =>
    [
        Chunked("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "3\r\nhel\r\n2\r\nlo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
            "x-amz-checksum-crc32"),
        Chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n", null),
        Chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n"
            + "x-amz-checksum-sha1:qvTGHdzF6KLavt4PO0gs2a6pQ00=\r\nx-amz-trailer-signature:00\r\n\r\n", "x-amz-checksum-sha1"),
    ];

    public static IReadOnlyList<Target> S3Headers =>
    [
        .. new (string Name, string Value)[]
        {
            ("Range", "bytes=0-3"), ("If-Match", "\"e\""), ("If-None-Match", "*"), ("If-Modified-Since", "Wed, 21 Oct 2015 07:28:00 GMT"),
            ("x-amz-copy-source", "/bkt/k?versionId=null"), ("x-amz-tagging", "a=b&c=d"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
            ("x-amz-decoded-content-length", "5"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("x-amz-checksum-crc32c", "mnG7TA=="),
            ("x-amz-sdk-checksum-algorithm", "CRC32"), ("x-amz-meta-a", "b"), ("x-amz-acl", "private"), ("x-amz-storage-class", "STANDARD"),
            ("Authorization", "AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00"),
            ("x-amz-checksum-crc64nvme", "AAAAAAAAAAA="), ("Expect", "100-continue"),
        }.SelectMany(header => new[] { Header(HttpMethod.Put, header), Header(HttpMethod.Get, header) }),
        .. new[]
        {
            "list-type=2&prefix=a&delimiter=/&max-keys=3&continuation-token=aWQ&start-after=b&encoding-type=url",
            "versions&key-marker=k&version-id-marker=null", "uploads&prefix=k&max-uploads=1", "prefix=a&marker=b&delimiter=/", "location",
            "acl", "X-Amz-Credential=test/20300101/us-east-1/s3/aws4_request",
        }.Select(query => new Target("query", Bytes(query), bytes => new(HttpMethod.Get, "/bkt?" + Text(bytes)))),
        new("overrides", Bytes("response-content-type=text/plain&response-expires=never&versionId=null"),
            bytes => new(HttpMethod.Get, "/bkt/k?" + Text(bytes))),
        .. new[] { ("x-amz-checksum-algorithm", "CRC64NVME"), ("x-amz-checksum-type", "FULL_OBJECT") }.Select(header => new Target(
            header.Item1, Bytes(header.Item2), bytes => With(new(HttpMethod.Post, "/bkt/k?uploads"), header.Item1, Text(bytes)))),
        new("parts", Bytes("partNumber=1&versionId=null"), bytes => new(HttpMethod.Get, "/bkt/k?" + Text(bytes))),
        new("key", Bytes("a/b.c"), bytes => new(HttpMethod.Get, "/bkt/" + Text(bytes))),
        new("part", Bytes("uploadId=u&partNumber=1"), bytes => new(HttpMethod.Get, "/bkt/k?" + Text(bytes))),
    ];

    public static IReadOnlyList<Target> SqsJson =>
    [
        Json("AmazonSQS.CreateQueue", "{\"QueueName\":\"r\",\"Attributes\":{\"DelaySeconds\":\"1\",\"RedrivePolicy\":"
            + "\"{\\\"maxReceiveCount\\\":3,\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:q\\\"}\"},"
            + "\"tags\":{\"a\":\"b\"}}"),
        Json("AmazonSQS.SendMessage", "{" + Queue + ",\"MessageBody\":\"m\",\"DelaySeconds\":1,"
            + "\"MessageAttributes\":{\"a\":{" + Sample + "}}}"),
        Json("AmazonSQS.SendMessageBatch", "{" + Queue + ",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"m\",\"MessageAttributes\":{\"b\":"
            + "{\"DataType\":\"Binary\",\"BinaryValue\":\"AAEC\"}}},{\"Id\":\"b\",\"MessageBody\":\"n\"}]}"),
        Json("AmazonSQS.ReceiveMessage", "{" + Queue + ",\"MaxNumberOfMessages\":2,\"VisibilityTimeout\":1,\"AttributeNames\":[\"All\"]}"),
        Json("AmazonSQS.ChangeMessageVisibilityBatch", "{" + Queue + ","
            + "\"Entries\":[{\"Id\":\"a\",\"ReceiptHandle\":\"h\",\"VisibilityTimeout\":3}]}"),
        Json("AmazonSQS.DeleteMessage", "{" + Queue + ",\"ReceiptHandle\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"),
        Json("AmazonSQS.SetQueueAttributes", "{" + Queue + ",\"Attributes\":{\"VisibilityTimeout\":\"5\",\"RedriveAllowPolicy\":"
            + "\"{\\\"redrivePermission\\\":\\\"byQueue\\\",\\\"sourceQueueArns\\\":[\\\"a\\\"]}\"}}"),
        Json("AmazonSQS.GetQueueAttributes", "{" + Queue + ",\"AttributeNames\":[\"All\",\"QueueArn\"]}"),
        Json("AmazonSQS.StartMessageMoveTask", "{\"SourceArn\":\"arn:aws:sqs:us-east-1:000000000000:q\","
            + "\"MaxNumberOfMessagesPerSecond\":5}"),
        Json("AmazonSQS.SetQueueAttributes", "{" + Queue + ",\"Attributes\":{\"Policy\":\"{\\\"Statement\\\":{\\\"Sid\\\":\\\"l\\\"}}\"}}"),
        Json("AmazonSQS.AddPermission", "{" + Queue + ",\"Label\":\"l\",\"AWSAccountIds\":[\"1\"],\"Actions\":[\"SendMessage\"]}"),
        Json("AmazonSQS.RemovePermission", "{" + Queue + ",\"Label\":\"l\"}"),
        Json("AmazonSQS.ListQueues", "{\"QueueNamePrefix\":\"q\",\"MaxResults\":5,\"NextToken\":\"cQ==\"}"),
    ];

    public static IReadOnlyList<Target> SqsQuery =>
    [
        Form("Action=CreateQueue&Version=2012-11-05&QueueName=r"
            + "&Attribute.1.Name=DelaySeconds&Attribute.1.Value=1&Tag.1.Key=a&Tag.1.Value=b"),
        Form("Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2Flocalhost%2F0%2Fq&MessageBody=m%20n&MessageAttribute.1.Name=a"
            + "&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=v"),
        Form("Action=SendMessageBatch&Version=2012-11-05&QueueUrl=q"
            + "&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=m"),
        Form("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q&MaxNumberOfMessages=3&AttributeName.1=All&MessageAttributeName.1=a.*"),
        Form("Action=AddPermission&Version=2012-11-05&QueueUrl=q&Label=l&AWSAccountId.1=1&ActionName.1=SendMessage"),
        Form("Action=DeleteMessageBatch&Version=2012-11-05&QueueUrl=q"
            + "&DeleteMessageBatchRequestEntry.1.Id=a&DeleteMessageBatchRequestEntry.1.ReceiptHandle=h"),
    ];

    public static IReadOnlyList<Target> SnsQuery =>
    [
        Form("Action=CreateTopic&Version=2010-03-31&Name=u"
            + "&Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=d&Tags.member.1.Key=a"
            + "&Tags.member.1.Value=b"),
        Form($"Action=Subscribe&Version=2010-03-31&{Topic}&Protocol=sqs&Endpoint=arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Aq"
            + "&Attributes.entry.1.key=FilterPolicy"
            + "&Attributes.entry.1.value=%7B%22a%22%3A%5B%7B%22numeric%22%3A%5B%22%3E%22%2C1%5D%7D%5D%7D"),
        Form($"Action=Publish&Version=2010-03-31&{Topic}&Message=%7B%22default%22%3A%22m%22%7D&MessageStructure=json&Subject=s"
            + "&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=Number"
            + "&MessageAttributes.entry.1.Value.StringValue=1"),
        Form($"Action=PublishBatch&Version=2010-03-31&{Topic}"
            + "&PublishBatchRequestEntries.member.1.Id=a&PublishBatchRequestEntries.member.1.Message=m"),
        Form($"Action=SetTopicAttributes&Version=2010-03-31&{Topic}&AttributeName=Policy"
            + "&AttributeValue=%7B%22Statement%22%3A%5B%7B%22Sid%22%3A%22l%22%7D%5D%7D"),
        Form($"Action=AddPermission&Version=2010-03-31&{Topic}&Label=l&AWSAccountId.member.1=1&ActionName.member.1=Publish"),
        Form($"Action=RemovePermission&Version=2010-03-31&{Topic}&Label=l"),
        Form($"Action=Subscribe&Version=2010-03-31&{Topic}&Protocol=sqs&Endpoint=arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Aq"
            + "&Attributes.entry.1.key=FilterPolicy"
            + "&Attributes.entry.1.value=%7B%22a%22%3A%5B%7B%22cidr%22%3A%2210.0.0.0/8%22%7D,%7B%22wildcard%22%3A%22a*b%22%7D%5D%7D"),
        Form($"Action=ListSubscriptionsByTopic&Version=2010-03-31&{Topic}&NextToken=1"),
    ];

    public static IReadOnlyList<Target> FirehoseJson =>
    [
        Json("Firehose_20150804.CreateDeliveryStream", "{\"DeliveryStreamName\":\"g\","
            + "\"ExtendedS3DestinationConfiguration\":{\"BucketARN\":"
            + "\"arn:aws:s3:::absent\",\"Prefix\":\"!{timestamp:yyyy/MM/'day'dd}/!{firehose:random-string}/\",\"ErrorOutputPrefix\":\"e/\","
            + "\"BufferingHints\":{\"SizeInMBs\":1,\"IntervalInSeconds\":900},\"CompressionFormat\":\"GZIP\"}}"),
        Json("Firehose_20150804.PutRecord", "{\"DeliveryStreamName\":\"f\",\"Record\":{\"Data\":\"aGVsbG8=\"}}"),
        Json("Firehose_20150804.PutRecordBatch", "{\"DeliveryStreamName\":\"f\",\"Records\":[{\"Data\":\"aGVsbG8=\"},{\"Data\":\"\"}]}"),
        Json("Firehose_20150804.TagDeliveryStream", "{\"DeliveryStreamName\":\"f\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}"),
        Json("Firehose_20150804.UntagDeliveryStream", "{\"DeliveryStreamName\":\"f\",\"TagKeys\":[\"a\"]}"),
        Json("Firehose_20150804.ListTagsForDeliveryStream", "{\"DeliveryStreamName\":\"f\",\"Limit\":1,\"ExclusiveStartTagKey\":\"a\"}"),
        Json("Firehose_20150804.StartDeliveryStreamEncryption", "{\"DeliveryStreamName\":\"f\","
            + "\"DeliveryStreamEncryptionConfigurationInput\":{\"KeyType\":\"CUSTOMER_MANAGED_CMK\",\"KeyARN\":\"arn:aws:kms\"}}"),
        Json("Firehose_20150804.UpdateDestination", "{\"DeliveryStreamName\":\"f\",\"CurrentDeliveryStreamVersionId\":\"1\","
            + "\"DestinationId\":\"destinationId-000000000001\",\"S3DestinationUpdate\":{\"Prefix\":\"p/\"}}"),
        Json("Firehose_20150804.ListDeliveryStreams", "{\"Limit\":3,\"ExclusiveStartDeliveryStreamName\":\"a\"}"),
        Json("Firehose_20150804.DescribeDeliveryStream", "{\"DeliveryStreamName\":\"f\",\"Limit\":1}"),
    ];

    /// <summary>What is read before a signature can be checked.</summary>
    public static IReadOnlyList<Target> Signatures =>
    [
        new("authorization", Bytes("AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/sqs/aws4_request, "
            + "SignedHeaders=host;x-amz-date, Signature=00"),
            bytes => With(With(new(HttpMethod.Post, "/"), "Authorization", Text(bytes)), "x-amz-date", "20300101T000000Z")),
        new("date", Bytes("20300101T000000Z"), bytes => With(
            With(new(HttpMethod.Get, "/bkt/k"), "Authorization", "AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/s3/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=00"), "x-amz-date", Text(bytes))),
        new("presigned", Bytes("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F99991231%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=99991231T235959Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=00"),
            bytes => new(HttpMethod.Get, "/bkt/k?" + Text(bytes))),
    ];

    private static Target Xml(HttpMethod method, string path, string right) =>
        new(path, Bytes(right), bytes => new(method, path) { Content = new ByteArrayContent(bytes) });

    private static Target Chunked(string kind, string right, string? trailer) => new(kind, Bytes(right), bytes =>
    {
        var request = With(new(HttpMethod.Put, "/bkt/chunked") { Content = new ByteArrayContent(bytes) }, "x-amz-content-sha256", kind);
        return trailer is null ? request : With(request, "x-amz-trailer", trailer);
    });

    private static Target Header(HttpMethod method, (string Name, string Value) header) => new(header.Name, Bytes(header.Value), bytes =>
    {
        var request = With(new(method, "/bkt/k"), header.Name, Text(bytes));
        if (method == HttpMethod.Put)
            request.Content = new ByteArrayContent("hello"u8.ToArray());
        return request;
    });

    private static Target Json(string target, string right) => new(target, Bytes(right), bytes =>
    {
        var request = With(new(HttpMethod.Post, "/") { Content = new ByteArrayContent(bytes) }, "X-Amz-Target", target);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        return request;
    });

    private static Target Form(string right) => new(right.Split('&')[0], Bytes(right), bytes =>
    {
        var service = right.Contains("2012-11-05", StringComparison.Ordinal) ? "sqs" : "sns";
        var request = With(
            new(HttpMethod.Post, "/") { Content = new ByteArrayContent(bytes) },
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/{service}/aws4_request");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return request;
    });

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>What of the bytes a header or request line can carry.</summary>
    private static string Text(byte[] bytes) => new([.. bytes.Select(value => value is >= 0x20 and < 0x7f ? (char)value : '~')]);
}
