using System.Text.Json.Nodes;
using RetailBus.EndToEnd.Compose;
using RetailBus.Transform.Databricks;
using RetailBus.Transform.DuckDb;
using RetailBus.Warehouse;

namespace RetailBus.EndToEnd.Aws;

/// <summary>The tasks' settings, secrets and limits, with every option on.</summary>
public sealed class AwsServiceTests
{
    private const int LargestInlinePolicies = 10_240;
    private static readonly AwsDeployment Services = AwsStacks.Services(
        ("TransformEngine", "databricks"), ("DatabricksSecretArn", "arn:d"), ("PiiKeySecretArn", "arn:p"), ("WarehouseEngine", "Snowflake"),
        ("SnowflakeKeySecretArn", "arn:s"), ("SignInAuthority", "https://login.example"), ("SignInSecretArn", "arn:i"),
        ("PublicEventsTopicArn", "arn:t"), ("LineageUrl", "https://lineage.example"), ("NotificationsUrl", "https://hook.example"),
        ("NotificationsSecretArn", "arn:n"), ("TelemetryEndpoint", "https://otlp.example"), ("Running", "true"));

    /// <summary>Of .NET, ASP.NET, OpenTelemetry, OpenLineage, PostgreSQL's clients, and the tasks' own script.</summary>
    private static readonly string[] OthersVariables =
    [
        "DOTNET_EnableDiagnostics", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "Logging__Console__FormatterName",
        "Logging__LogLevel__Microsoft.AspNetCore",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "OPENLINEAGE_URL", "PGPASSWORD", "PGHOST",
        "PGUSER",
        "PGDATABASE", "PGSSLMODE", "RETAILBUS_SERVICE_KEY", "FIRST_PASSWORD", "RUN_STORE_PASSWORD",
    ];

    private static IEnumerable<(AwsResource Task, JsonObject Container)> Containers => Services.Of("AWS::ECS::TaskDefinition")
        .SelectMany(task => task.Properties["ContainerDefinitions"]!.AsArray().Select(container => (task, container!.AsObject())));

    [Fact]
    public void Every_variable_names_a_setting_that_there_is()
    {
        var variables = Containers.SelectMany(each => Names(each.Container, "Environment").Concat(Names(each.Container, "Secrets")))
            .Distinct().ToList();

        Assert.Contains("Orchestrator__PostgreSql", variables);

        Assert.DoesNotContain(variables.Except(OthersVariables), name => !OptionNames.Has(name) && !IsOfEngine(name));
    }

    [Fact]
    public void Containers_are_no_root_read_only_and_without_capabilities()
    {
        Assert.Equal(7, Services.Of("AWS::ECS::TaskDefinition").Count());
        foreach (var (task, container) in Containers)
        {
            Assert.Equal("true", container["ReadonlyRootFilesystem"]!.ToString());
            Assert.Equal("ALL", Assert.Single(container["LinuxParameters"]!["Capabilities"]!["Drop"]!.AsArray())!.ToString());
            Assert.NotNull(container["LogConfiguration"]);
            if (container["Essential"]!.ToString() == "true")
                Assert.NotEqual("0", container["User"]!.ToString());
            else
                Assert.Equal(("open-tmp", """["chmod","1777","/tmp"]"""),
                    (container["Name"]!.ToString(), container["EntryPoint"]!.ToJsonString()));
            Assert.All(Names(container, "Environment"), name => Assert.DoesNotMatch(
                "(?i)(password|secret|privatekey|piikey|servicekey)", name));
            Assert.True(task.Properties.ContainsKey("ExecutionRoleArn"), task.Id);
        }
    }

    [Fact]
    public void A_service_may_read_its_secrets_and_no_others()
    {
        foreach (var task in Services.Of("AWS::ECS::TaskDefinition").Where(task => task.Id is not ("AdminTask" or "DatabaseTask")))
        {
            var wanted = Containers.Where(each => each.Task.Id == task.Id).SelectMany(each => each.Container["Secrets"]?.AsArray() ?? [])
                .Select(secret => secret!["ValueFrom"]!.ToString());
            var allowed = Services.Find(task.Id.Replace("Task", "Execution", StringComparison.Ordinal))
                .Properties["Policies"]![0]!["PolicyDocument"]!["Statement"]!
                .AsArray().Single(statement => statement!["Sid"]!.ToString() == "Secrets")!["Resource"];
            Assert.Equal(wanted.Order(), AwsResource.Texts(allowed).Order());
        }
    }

    [Fact]
    public void Only_one_task_opens_the_warehouse_and_only_the_pages_meet_the_load_balancer()
    {
        var warehouse = Services.Find("WarehouseService").Properties;
        Assert.Equal("1", warehouse["DesiredCount"]!.ToString());
        Assert.Equal(("0", "100"), (warehouse["DeploymentConfiguration"]!["MinimumHealthyPercent"]!.ToString(),
            warehouse["DeploymentConfiguration"]!["MaximumPercent"]!.ToString()));
        Assert.Equal(["WebService"], Services.Of("AWS::ECS::Service").Where(service => service.Properties.ContainsKey("LoadBalancers"))
            .Select(service => service.Id));
        Assert.All(
            AwsStacks.Services(("Running", "false")).Of("AWS::ECS::Service"),
            service => Assert.Equal("0", service.Properties["DesiredCount"]!.ToString()));
    }

    [Fact]
    public void Policies_fit_into_a_role() => Assert.All(
        AwsStacks.Roles("123456789012").Of("AWS::IAM::Role").Concat(Services.Of("AWS::IAM::Role")),
        role => Assert.InRange(role.Properties["Policies"]!.ToJsonString().Length, 0, LargestInlinePolicies));

    /// <summary>The engines' options, whose sections lie in another's. Snowflake's are looked at as soon as there are any.</summary>
    private static bool IsOfEngine(string variable) => variable.Split("__") switch
    {
        ["Transform", "DuckDb", var name] => typeof(DuckDbOptions).GetProperty(name) is not null,
        ["Transform", "Databricks", var name] => typeof(DatabricksOptions).GetProperty(name) is not null,
        ["Warehouse", "Snowflake", var name] => typeof(WarehouseOptions).Assembly.GetTypes()
            .FirstOrDefault(type => type.Name == "SnowflakeOptions") is not { } options
            || options.GetProperty(name) is not null,
        _ => false,
    };

    private static IEnumerable<string> Names(JsonObject container, string list) => (container[list]?.AsArray() ?? [])
        .Select(item => item!["Name"]!.ToString());
}
