using System.Text;
using Amazon.Runtime;
using RetailBus.AwsClients;
using RetailBus.AwsClients.Firehose;
using RetailBus.AwsClients.Tests;
using RetailBus.Cli.Stack;

namespace RetailBus.EndToEnd.Aws;

/// <summary>
/// The templates deployed by a CloudFormation that we did not write, and the pipeline on what they made, which it only checks. The rest
/// (keys, network, data, services) moto_server does not take: it fails on the key's tags, on Fn::Cidr, on the database's endpoint, and
/// wants a certificate that was imported before.
/// </summary>
public sealed class AwsMotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Account = "123456789012";
    private const string Totals = "select count(*) as lines, sum(amount) as revenue from order_lines where dataset = 'online-retail'";

    /// <summary>What its CloudFormation leaves out without a word.</summary>
    private static readonly string[] LeftOut =
    [
        "AWS::SQS::QueuePolicy", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy",
        "AWS::KinesisFirehose::DeliveryStream", "AWS::CloudWatch::Alarm", "AWS::Logs::LogStream",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_templates_deploy_and_the_pipeline_runs_on_what_they_made()
    {
        var aws = moto.RequireServiceUrl();
        var files = Repository.OnlineRetailFiles();
        await DeployAsync(aws);
        var data = Directory.CreateTempSubdirectory("retailbus-aws-");
        try
        {
            await using var stack = await RetailBusStack.StartAsync(
                new StackOptions { DataDirectory = data.FullName, Port = 0, AwsUrl = aws, Settings = AwsStacks.Settings }, Cancel);
            var url = stack.Url!.ToString();

            var landed = await CommandLine.JsonAsync(Cancel, ["land", .. files, "--dataset", "online-retail", "--wait", "--url", url]);
            Assert.Equal(95, landed.EnumerateArray().Count(file => file.GetProperty("state").GetString() == "Completed"));
            var row = Assert.Single((await CommandLine.JsonAsync(Cancel, "query", Totals, "--url", url)).EnumerateArray());
            Assert.Equal((142_083, 2_490_287.01m), (row.GetProperty("lines").GetInt64(), row.GetProperty("revenue").GetDecimal()));

            using var firehose = new FirehoseClient(
                new AwsClientOptions
                {
                    ServiceUrl = aws,
                    Region = AwsStacks.Region,
                    Credentials = new BasicAWSCredentials("test", "test"),
                });
            await firehose.PutRecordAsync("retailbus-orders", Encoding.UTF8.GetBytes("R1,S1,Apple,2,1.50,3.00,03/14/2026 09:30\n"), Cancel);
            while ((await CommandLine.JsonAsync(Cancel, "query",
                "select order_id from order_lines where dataset = 'orders' and order_id = 'R1'", "--url", url))
                .GetArrayLength() == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task DeployAsync(Uri aws)
    {
        using var formation = new MotoCloudFormation(aws);
        await CreateAsync(formation, "images");
        var messaging = await CreateAsync(formation, "messaging", AwsStacks.OfMessaging(all: false));
        var storage = await CreateAsync(formation, "storage", AwsStacks.OfStorage(messaging.Output("LandQueueArn")));
        await CreateAsync(
            formation, "roles",
            ("RawBucket", AwsStacks.Raw), ("ProcessedBucket", AwsStacks.Processed), ("QuarantineBucket", AwsStacks.Quarantine),
            ("VolumeId", "fs-1"), ("WarehouseFolder", "fsap-1"), ("SecurityFolder", "fsap-2"));
        await CreateAsync(formation, "monitoring", ("DoorName", "app/door/1"), ("PagesName", "targetgroup/pages/1"));
        using var rest = new AwsApplied(aws);
        await rest.CompleteAsync(messaging);
        await rest.CompleteAsync(storage);
    }

    private static async Task<AwsDeployment> CreateAsync(
        MotoCloudFormation formation, string name, params (string Name, string Value)[] parameters)
    {
        var template = AwsTemplate.Read(name);
        var deployment = template.Deploy(Account, AwsStacks.Region, parameters);
        var made = await formation.CreateAsync(template, parameters);
        Assert.Equal(
            deployment.Resources.Where(resource => !LeftOut.Contains(resource.Type)).Select(resource => (resource.Id, resource.Type))
                .Order(),
            made.Select(resource => (resource.Key, resource.Value)).Order());
        return deployment;
    }
}
