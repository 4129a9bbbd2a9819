using RetailBus.Cli.Bench;
using RetailBus.LocalCloud.Metering;

namespace RetailBus.Cli.Tests.Bench;

public sealed class BilledAsTests
{
    [Theory]
    [InlineData("s3", "PutObject", Requester.Client, BilledAs.S3Write)]
    [InlineData("s3", "PutObject", Requester.Firehose, BilledAs.S3Write)]
    [InlineData("s3", "ListObjectsV2", Requester.Client, BilledAs.S3Write)]
    [InlineData("s3", "ListObjectVersions", Requester.Client, BilledAs.S3Write)]
    [InlineData("s3", "UploadPart", Requester.Client, BilledAs.S3Write)]
    [InlineData("s3", "CompleteMultipartUpload", Requester.Client, BilledAs.S3Write)]
    [InlineData("s3", "GetObject", Requester.Client, BilledAs.S3Read)]
    [InlineData("s3", "HeadObject", Requester.Client, BilledAs.S3Read)]
    [InlineData("s3", "GetBucketVersioning", Requester.Client, BilledAs.S3Read)]
    [InlineData("s3", "DeleteObject", Requester.Client, BilledAs.Nothing)]
    [InlineData("s3", "AbortMultipartUpload", Requester.Client, BilledAs.Nothing)]
    [InlineData("sqs", "ReceiveMessage", Requester.Client, BilledAs.SqsChunk)]
    [InlineData("sqs", "SendMessage", Requester.S3, BilledAs.SqsChunk)]
    [InlineData("sqs", "SendMessage", Requester.Sns, BilledAs.Nothing)]
    [InlineData("sns", "PublishBatch", Requester.Client, BilledAs.SnsChunk)]
    [InlineData("firehose", "PutRecordBatch", Requester.Client, BilledAs.FirehoseStep)]
    [InlineData("firehose", "DescribeDeliveryStream", Requester.Client, BilledAs.Nothing)]
    public void An_operation_comes_under_its_line_of_the_price_list(string service, string operation, Requester by, string billedAs) =>
        Assert.Equal(billedAs, BilledAs.Of(new UsageLine(service, operation, by, 1, 1)));

    [Fact]
    public void Counts_are_scaled_to_a_run_to_1_000_orders_and_to_an_hour()
    {
        UsageLine Receive(long units) => new("sqs", "ReceiveMessage", Requester.Client, units, units);
        UsageLine put = new("s3", "PutObject", Requester.Client, 60, 60);

        var report = RequestsReport.Of(
            (20, UsageCount.Between([Receive(5)], [Receive(125), put], 3)),
            (100, UsageCount.Between([Receive(125), put], [Receive(525), put], 4)),
            (500, UsageCount.Between([], [Receive(6)], 5)),
            UsageCount.Between([Receive(10)], [Receive(40)], 60));

        Assert.Equal(["PutObject", "ReceiveMessage"], report.Lines.Select(line => line.Operation));
        var receive = report.Lines[1];
        Assert.Equal((6, 4, 12, 1800), (receive.PerRunAlone, receive.PerRunAtOnce, receive.PerThousandStreamed, receive.PerIdleHour));
        Assert.Equal((3, 0), (report.Lines[0].PerRunAlone, report.Lines[0].PerRunAtOnce));
        Assert.Equal([(BilledAs.S3Write, 3), (BilledAs.SqsChunk, 6)], report.Totals.Select(line => (line.BilledAs, line.PerRunAlone)));
    }
}
