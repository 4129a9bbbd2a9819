using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.Cli.Stack;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;

namespace RetailBus.EndToEnd.Aws;

/// <summary>Every queue and every service is watched, and the alarms watch what there is.</summary>
public sealed class AwsMonitoringTests
{
    private static readonly AwsDeployment Monitoring = AwsTemplate.Read("monitoring").Deploy(
        "123456789012", AwsStacks.Region,
        ("DoorName", "app/door/1"), ("PagesName", "targetgroup/pages/1"), ("PublicEvents", "true"), ("Lineage", "true"));

    private static IEnumerable<AwsResource> Alarms => Monitoring.Of("AWS::CloudWatch::Alarm");

    [Fact]
    public void Each_queue_has_an_alarm_for_old_messages_and_one_for_those_set_aside()
    {
        var queues = QueueNames.Work.Concat(QueueNames.Optional).Order().ToList();

        Assert.Equal(queues, Watched("ApproximateAgeOfOldestMessage", "QueueName").Order());
        Assert.Equal(
            queues.SelectMany(queue => new[] { $"{queue}_dead", $"{queue}_error", $"{queue}_skipped" }).Order(StringComparer.Ordinal),
            Alarms.SelectMany(alarm => alarm.Properties["Metrics"]?.AsArray() ?? [])
                .Select(metric => metric!["MetricStat"]).OfType<JsonObject>()
                .Select(metric => metric["Metric"]!["Dimensions"]![0]!["Value"]!.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_service_and_each_event_that_wants_a_person_has_an_alarm()
    {
        Assert.Equal(StackRole.All.Except([StackRole.Cloud]).Order(), Watched("RunningTaskCount", "ServiceName").Order());
        Assert.Equal(
            new[] { typeof(BatchFailed), typeof(BatchHeld), typeof(BatchOverdue), typeof(DeliveryOverdue) }
                .Select(type => $"RetailBus_Contracts_Messages-{type.Name}"),
            Watched("NumberOfMessagesPublished", "TopicName").Order());
        Assert.All(Alarms, alarm => Assert.NotEmpty(alarm.Properties["AlarmActions"]!.AsArray()));
    }

    [Fact]
    public void The_dashboard_is_JSON_with_nothing_left_to_fill_in()
    {
        var body = Assert.Single(Monitoring.Of("AWS::CloudWatch::Dashboard")).Text("DashboardBody");

        Assert.DoesNotContain("${", body, StringComparison.Ordinal);
        using var read = JsonDocument.Parse(body);
        Assert.NotEmpty(read.RootElement.GetProperty("widgets").EnumerateArray());
    }

    private static IEnumerable<string> Watched(string metric, string dimension) => Alarms
        .Where(alarm => alarm.TextOrNull("MetricName") == metric)
        .Select(alarm => alarm.Properties["Dimensions"]!.AsArray().Single(one => one!["Name"]!.ToString() == dimension)!)
        .Select(found => found["Value"]!.ToString());
}
