using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SQS;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Names;

namespace RetailBus.EndToEnd.Aws;

/// <summary>Each service's role against what it asks of AWS at its work, both ways.</summary>
public sealed class AwsPermissionTests
{
    private static readonly string[] Services =
        [StackRole.Ingest, StackRole.Transform, StackRole.Warehouse, StackRole.Orchestrator, StackRole.Web];

    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    /// <summary>Allowed, though this test does not see it asked: who, what, on which of the role's resources, and why.</summary>
    private static readonly (string Service, string Action, string On, string Why)[] Justified =
    [
        ("ingest", "s3:AbortMultipartUpload", "*", "an upload that breaks off, or that nobody goes on with"),
        ("ingest", "s3:ListBucketMultipartUploads", "*", "the sweep of those, once in an hour"),
        ("transform", "s3:AbortMultipartUpload", "*", "a Parquet file in parts that breaks off"),
        ("transform", "s3:DeleteObject", ":retailbus-raw", "an erasure in a raw zone whose versions were off once"),
        ("transform", "s3:DeleteObject", ":retailbus-quarantine", "what the loser of two transforms wrote"),
        ("orchestrator", "s3:DeleteObject", "*", "retention: objects are years old before it"),
        ("orchestrator", "s3:DeleteObjectVersion", "*", "retention, of versions"),
        ("orchestrator", "sns:ListSubscriptionsByTopic", ":MassTransit-",
            "by a pattern: which topics tell of faults is MassTransit's to say"),
        ("orchestrator", "s3:ListBucket", "*", "retention, and a lost object is answered with 404"),
        ("orchestrator", "s3:GetObject", ":retailbus-raw", "retention of an object that came before versions"),
        ("orchestrator", "sns:Publish", "Batch", "a run that is held or overdue"),
        ("orchestrator", "sns:Publish", "Delivery", "a store that is late, and comes after all"),
        ("orchestrator", "sqs:ReceiveMessage", "retailbus-*_", "redrive: error queues are, dead and skipped ones are moved the same way"),
        ("orchestrator", "sqs:DeleteMessage", "retailbus-*_", "the same"),
        ("transform", "s3:GetObject", ":retailbus-raw", "corrected rows of a dataset with identical lines go on from the earlier ones"),
        ("transform", "s3:ListBucket", ":retailbus-raw", "the same"),
        ("transform", "sqs:SendMessage", ":retailbus-transform", "a Databricks run that is looked at later"),
        ("transform", "sqs:SendMessage", ":retailbus-orchestrate", "what a Databricks run tells its run"),
        ("transform", "sqs:GetQueueUrl", ":retailbus-orchestrate", "the same"),
        ("warehouse", "sns:Publish", "LoadFailed", "a load that can't be"),
        ("*", "sqs:ChangeMessageVisibility", "*", "work that takes longer than the queue's timeout, or that a stop gives back"),
        ("*", "sqs:SendMessage", "_skipped", "a message that nobody wants"),
        ("warehouse", "s3:ListBucket", "*", "so that a manifest that is gone is answered with 404, not 403"),
        ("*", "sns:Publish", ":MassTransit-", "a fault's topic is not there: SNS says so only to those who might publish to it"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_role_allows_what_its_service_does_and_nothing_else()
    {
        using var calls = new AwsCalls(Services);
        await using (var stack = await SplitStack.StartAsync(Cancel))
            await WorkAsync(stack);
        var used = calls.Made.ToList();
        var roles = AwsStacks.Roles("000000000000");
        var allowed = Services
            .SelectMany(service => roles.Of("AWS::IAM::Role")
                .Single(role => role.Text("RoleName").StartsWith($"retailbus-{service}-", StringComparison.Ordinal))
                .Properties["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray()
                .SelectMany(statement => AwsResource.Texts(statement!["Action"])
                    .SelectMany(action => AwsResource.Texts(statement["Resource"])
                        .Select(on => (Service: service, Action: action, On: on)))))
            .Where(right => !right.Action.StartsWith("elasticfilesystem:", StringComparison.Ordinal))
            .ToList();

        var refused = Gathered(used.Where(call => !allowed.Any(right => Covers(right, call))));
        Assert.True(refused.Length == 0, $"asked, but not allowed:\n{refused}");
        var idle = Gathered(allowed.Where(right => !used.Any(call => Covers(right, call))).Where(right => !IsJustified(right)));
        Assert.True(idle.Length == 0, $"allowed, but never asked:\n{idle}");
    }

    private static bool Covers((string Service, string Action, string On) right, (string Service, string Action, string Resource) call) =>
        right.Service == call.Service && right.Action == call.Action
        && Regex.IsMatch(call.Resource, "^" + Regex.Escape(right.On).Replace("\\*", ".*", StringComparison.Ordinal) + "$");

    private static bool IsJustified((string Service, string Action, string On) right) => Justified.Any(reason =>
        (reason.Service == "*" || reason.Service == right.Service) && reason.Action == right.Action
        && (reason.On == "*" || right.On.Contains(reason.On, StringComparison.Ordinal)));

    private static string Gathered(IEnumerable<(string Service, string Action, string On)> rights) =>
        string.Join('\n', rights.Select(right => $"{right.Service}: {right.Action} on {right.On}").Order());

    /// <summary>All that people and programs have the services do.</summary>
    private static async Task WorkAsync(SplitStack stack)
    {
        var parent = await LandAsync(stack, "first.csv",
            "R1,S1,Apple,2,1.50,3.00,03/14/2026 09:30\nR2,S1,Pear,many,2.00,2.00,03/14/2026 09:31\n");
        var batch = parent.GetProperty("batchId").GetString()!;
        var file = Path.Combine(stack.Folder, "corrected.csv");
        await File.WriteAllTextAsync(file, Header + "R2,S1,Pear,1,2.00,2.00,03/14/2026 09:31\n", Cancel);
        await AskAsync(stack, "quarantine", "resubmit", batch, file, "--reason", "test", "--wait");
        await AskAsync(stack, "quarantine", "show", batch);
        await AskAsync(stack, "where", "--dataset", "orders", "--key", "store=S1,order=R2,item=Pear");
        await LandAsync(stack, "first.csv", "R1,S1,Apple,3,1.50,4.50,03/14/2026 09:30\n");
        var unreadable = Path.Combine(stack.Folder, "unreadable.csv");
        await File.WriteAllTextAsync(unreadable, "order_id\nR9\n", Cancel);
        await CommandLine.RunAsync(["land", unreadable, "--dataset", "orders", "--wait", "--url", stack.Url], Cancel);
        await AskAsync(stack, "publish", $"s3://{AwsStacks.Raw}/orders/first.csv");
        await AskAsync(stack, "generate", "--orders", "20", "--wait");
        await UploadAsync(stack);
        await AskAsync(stack, "runs", "replay", batch, "--reason", "test");
        await AskAsync(stack, "replay", "--dataset", "orders", "--reason", "test");
        await AskAsync(stack, "erase", "--dataset", "orders", "--key", "store_id=S1,order_id=R1", "--reason", "test", "--wait");
        await AskAsync(stack, "reconcile");
        await AskAsync(stack, "retention", "--reason", "test");
        await RedriveAsync(stack);
        await AskAsync(stack, "queues");
    }

    private static async Task<JsonElement> LandAsync(SplitStack stack, string name, string rows)
    {
        var path = Path.Combine(stack.Folder, name);
        await File.WriteAllTextAsync(path, Header + rows, Cancel);
        return (await AskAsync(stack, "land", path, "--dataset", "orders", "--wait"))[0];
    }

    private static Task<JsonElement> AskAsync(SplitStack stack, params string[] arguments) =>
        CommandLine.JsonAsync(Cancel, [.. arguments, "--url", stack.Url]);

    /// <summary>In parts, and one that is given up.</summary>
    private static async Task UploadAsync(SplitStack stack)
    {
        using var http = new HttpClient { BaseAddress = new Uri(stack.Url) };
        foreach (var name in new[] { "parts.csv", "given-up.csv" })
        {
            var content = Encoding.UTF8.GetBytes($"{Header}{name},S1,Fig,1,1.00,1.00,03/14/2026 09:30\n");
            using var begun = await http.PostAsJsonAsync("api/uploads/orders/sessions", new { name, size = content.Length }, Cancel);
            var session = (await begun.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("session").GetString();
            using var body = new ByteArrayContent(content);
            using var put = await http.PutAsync($"api/uploads/orders/sessions/{session}/parts/1", body, Cancel);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Cancel));
            await http.GetFromJsonAsync<JsonElement>($"api/uploads/orders/sessions/{session}", Cancel);
            using var ended = name == "parts.csv"
                ? await http.PostAsync($"api/uploads/orders/sessions/{session}/complete", null, Cancel)
                : await http.DeleteAsync($"api/uploads/orders/sessions/{session}", Cancel);
            Assert.True(ended.IsSuccessStatusCode, await ended.Content.ReadAsStringAsync(Cancel));
        }
    }

    /// <summary>To every queue a message that no consumer can read; then back, and set aside once more.</summary>
    private static async Task RedriveAsync(SplitStack stack)
    {
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("deployer", "deployer"),
            new AmazonSQSConfig { ServiceURL = stack.Cloud.ToString(), AuthenticationRegion = AwsStacks.Region });
        foreach (var queue in QueueNames.Work.Concat(QueueNames.Optional))
            await sqs.SendMessageAsync((await sqs.GetQueueUrlAsync(queue, Cancel)).QueueUrl, "no envelope", Cancel);
        foreach (var queue in QueueNames.Work.Concat(QueueNames.Optional))
        {
            var address = (await sqs.GetQueueUrlAsync(queue + "_error", Cancel)).QueueUrl;
            for (var look = 0; (await sqs.GetQueueAttributesAsync(address, ["ApproximateNumberOfMessages"], Cancel))
                .ApproximateNumberOfMessages == 0; look++)
            {
                Assert.True(look < 3000, $"{queue}_error stays empty");
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            }

            await AskAsync(stack, "queues", "redrive", queue + "_error", "--reason", "test", "--max", "1");
        }
    }
}
