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
}
