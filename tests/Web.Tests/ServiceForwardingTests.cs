using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace RetailBus.Web.Tests;

public class ServiceForwardingTests
{
    [Fact]
    public async Task What_another_process_answers_is_passed_on_to_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var orchestrator = builder.Build();
        orchestrator.MapGet("/api/runs/{id}", (string id, string? state) => Results.Text($"run {id} {state}"));
        await orchestrator.StartAsync(TestContext.Current.CancellationToken);
        await using var app = await FrontDoor.StartAsync(_ => { }, new() { ["Services:Orchestrator"] = orchestrator.Urls.Single() });
        using var http = FrontDoor.Client(app);

        var answer = await http.GetStringAsync(new Uri("/api/runs/42?state=Failed", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("run 42 Failed", answer);
    }

    [Theory]
    [InlineData("/api/quarantine?dataset=orders", "Orchestrator")]
    [InlineData("/api/quarantine/42/resubmit?reason=x", "Ingest")]
    [InlineData("/api/quarantine/42", "Transform")]
    [InlineData("/api/quarantine/42/csv", "Transform")]
    [InlineData("/api/lines/key?dataset=orders", "Transform")]
    [InlineData("/api/queues", "Orchestrator")]
    public async Task Each_path_goes_to_the_service_that_answers_it(string path, string service)
    {
        var services = new Dictionary<string, WebApplication>();
        try
        {
            foreach (var name in new[] { "Orchestrator", "Ingest", "Transform" })
            {
                var builder = WebApplication.CreateSlimBuilder();
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                services[name] = builder.Build();
                services[name].Map("/{**rest}", () => name);
                await services[name].StartAsync(TestContext.Current.CancellationToken);
            }

            await using var app = await FrontDoor.StartAsync(
                _ => { }, services.ToDictionary(running => $"Services:{running.Key}", running => (string?)running.Value.Urls.Single()));
            using var http = FrontDoor.Client(app);

            Assert.Equal(service, await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        }
        finally
        {
            foreach (var running in services.Values)
                await running.DisposeAsync();
        }
    }
}
