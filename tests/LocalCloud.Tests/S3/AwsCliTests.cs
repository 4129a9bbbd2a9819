using RetailBus.LocalCloud.Tests.Hosting;

namespace RetailBus.LocalCloud.Tests.S3;

public sealed class AwsCliTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    [Fact]
    public async Task The_aws_cli_copies_a_file_in_and_out_and_lists_it()
    {
        var source = Path.Combine(cloud.DataDirectory, "source.csv");
        var copy = Path.Combine(cloud.DataDirectory, "copy.csv");
        await File.WriteAllTextAsync(source, "order_id,store_id\n1,2\n", TestContext.Current.CancellationToken);
        await cloud.S3.PutBucketAsync("cli-bucket", TestContext.Current.CancellationToken);
        await AwsCli.RunAsync(cloud.Url, "s3", "cp", source, "s3://cli-bucket/raw/orders/a b.csv");
        await AwsCli.RunAsync(cloud.Url, "s3", "cp", "s3://cli-bucket/raw/orders/a b.csv", copy);
        Assert.Equal(
            await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
        Assert.Contains(
            "22 raw/orders/a b.csv", await AwsCli.RunAsync(cloud.Url, "s3", "ls", "s3://cli-bucket", "--recursive"),
            StringComparison.Ordinal);
        Assert.Contains("cli-bucket", await AwsCli.RunAsync(cloud.Url, "s3", "ls"), StringComparison.Ordinal);
        await AwsCli.RunAsync(cloud.Url, "s3", "rb", "s3://cli-bucket", "--force");
    }
}
