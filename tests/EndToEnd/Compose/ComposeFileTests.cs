using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailBus.EndToEnd.Compose;

/// <summary>What Docker can't be asked here: whether the file says what RetailBus understands, and gives nothing away.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly ComposeFile File = ComposeFile.Read();

    /// <summary>Of .NET, ASP.NET and OpenTelemetry.</summary>
    private static readonly string[] OthersVariables =
    [
        "DOTNET_EnableDiagnostics", "Kestrel__Endpoints__Inside__Url", "Kestrel__Endpoints__Outside__Url", "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "RETAILBUS_SERVICE_KEY",
    ];

    private static IEnumerable<ComposeService> Ours => File.Services.Values.Where(service => service.IsOurs);

    [Fact]
    public async Task Every_variable_names_a_setting_that_there_is()
    {
        using var made = await ComposeSecrets.MakeAsync();
        var variables = Ours.SelectMany(service => service.Environment.Keys)
            .Concat(Ours.SelectMany(service => service.EnvironmentFiles).SelectMany(made.Variables).Select(variable => variable.Name))
            .Distinct()
            .ToList();

        Assert.Contains("Orchestrator__PostgreSql", variables);
        Assert.DoesNotContain(variables.Except(OthersVariables), variable => !OptionNames.Has(variable));
        Assert.False(OptionNames.Has("Web__JaegerAddress"));
    }

    [Fact]
    public void What_is_published_is_on_loopback_and_something_listens_there()
    {
        foreach (var service in File.Services.Values)
        {
            foreach (var port in service.Ports)
            {
                Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal);
                Assert.Contains(port.Split(':')[^1], Listening(service.Name == "cloud" ? ["web", "prometheus-split"] : [service.Name]));
            }
        }

        Assert.Equal("cloud", File.Services["web"].Text("network_mode")!.Split(':')[^1]);
        Assert.Equal("cloud", File.Services["prometheus-split"].Text("network_mode")!.Split(':')[^1]);
    }

    [Fact]
    public void Our_containers_run_as_no_root_on_a_file_system_that_is_read_only()
    {
        Assert.Equal(["retailbus", "cloud", "ingest", "transform", "warehouse", "orchestrator", "web"], Ours.Select(service => service.Name));
        Assert.All(Ours, service =>
        {
            Assert.Equal(("1654:1654", "true"), (service.Text("user"), service.Text("read_only")));
            Assert.Equal(["ALL"], service.Texts("cap_drop"));
            Assert.Equal(["no-new-privileges:true"], service.Texts("security_opt"));
            Assert.NotEmpty(service.HealthCheck);
            Assert.Single(service.Profiles);
        });
    }

    [Fact]
    public async Task What_it_mounts_is_there_or_made_by_the_script()
    {
        using var made = await ComposeSecrets.MakeAsync();

        foreach (var service in File.Services.Values)
        {
            foreach (var mounted in service.Volumes.Select(volume => volume.Split(':')[0]).Where(source => source.StartsWith('.')))
                Assert.True(System.IO.File.Exists(Path.Combine(ComposeFile.Folder, mounted)), mounted);
            Assert.All(service.Secrets, secret => Assert.True(made.Has(File.Secrets[secret]), secret));
            Assert.All(service.EnvironmentFiles, file => Assert.True(made.Has(file), file));
        }
    }

    [Fact]
    public async Task No_password_stands_in_any_file_and_two_runs_of_the_script_make_different_ones()
    {
        using var one = await ComposeSecrets.MakeAsync();
        using var other = await ComposeSecrets.MakeAsync();

        Assert.All(new[] { "secrets/postgres_password", "secrets/grafana_password", "secrets/retailbus_service_key" }, file =>
        {
            Assert.Matches("^[0-9a-f]{64}$", one.Text(file));
            Assert.NotEqual(one.Text(file), other.Text(file));
        });
        string[] names = ["postgres_password", "grafana_password", "retailbus_service_key"];
        Assert.Equal(names.Length, names.Select(name => one.Text($"secrets/{name}")).Distinct().Count());
        Assert.All(
            Directory.EnumerateFiles(ComposeFile.Folder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotMatch(Password(), System.IO.File.ReadAllText(file)));
        Assert.NotEqual(0, await one.MakeAgainAsync());
    }

    [Fact]
    public void Images_have_a_version()
    {
        Assert.All(File.Services.Values, service => Assert.Matches(Versioned(), service.Image));
    }

    [Fact]
    public async Task Docker_Compose_takes_the_file()
    {
        using var probe = TryStart("docker-compose", "version");
        Assert.SkipWhen(probe is null, "docker-compose is not installed");
        await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var made = await ComposeSecrets.MakeAsync();

        using var config = TryStart("docker-compose", "-f", Path.Combine(made.Folder, "compose.yaml"), "config", "-q")!;
        var errors = config.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await config.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(config.ExitCode == 0, await errors);
    }

    private static IEnumerable<string> Listening(IEnumerable<string> services) => services.Select(name => File.Services[name]).SelectMany(service =>
        service.IsOurs
            ? service.Environment.Where(variable => variable.Key == "Kestrel__Endpoints__Outside__Url").Select(url => $"{new Uri(url.Value).Port}")
            : service.Image.Split(':')[0] switch
            {
                "jaegertracing/jaeger" => ["16686"],
                "prom/prometheus" => ["9090"],
                "grafana/grafana" => ["3000"],
                _ => [],
            });

    private static Process? TryStart(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>A password's value, that is: none of a variable's or a file's.</summary>
    [GeneratedRegex(@"(?i)(password|secret|key)\s*[:=]\s*[""']?(?!\s*$|[$%&{/\[]|/run/)[a-z0-9]{6,}[""']?\s*$", RegexOptions.Multiline)]
    private static partial Regex Password();

    [GeneratedRegex(@"^[a-z/]+:v?\d+(\.\d+)*$")]
    private static partial Regex Versioned();
}
