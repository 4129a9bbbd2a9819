using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class QueuesPageTests(LiveStack stack)
{
    private const string Queues = """
        [{"name":"retailbus-load","kind":"work","depth":12,"inFlight":3,"delayed":0,"oldestSeconds":95},
         {"name":"retailbus-load_error","kind":"error","source":"retailbus-load","depth":2,"inFlight":0,"delayed":0,"oldestSeconds":7200,
          "causes":[{"cause":"The warehouse file is <held>.","count":2}]}]
        """;

    [Fact]
    public async Task Dead_letters_are_shown_by_cause_and_redriven_with_a_reason()
    {
        var reason = new TaskCompletionSource<string?>();
        await using var app = await FrontDoor.StartAsync(services =>
        {
            services.MapGet("/api/queues", () => Results.Content(Queues, "application/json"));
            services.MapPost("/api/queues/retailbus-load_error/redrive", (JsonElement body) =>
            {
                reason.SetResult(body.GetProperty("reason").GetString());
                return Results.Json(new { moved = 2, remaining = 0 });
            });
        });
        await using var window = await OpenAsync(app);
        await window.GoAsync("/queues");
        await window.SeeAsync("2 × The warehouse file is <held>.");
        await window.SeeAsync("1 min 35 s");
        await window.LiveAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive retailbus-load_error" }).ClickAsync();
        await window.Page.GetByLabel("Reason").FillAsync("The file is free again.");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive", Exact = true }).ClickAsync();

        await window.SeeAsync("2 messages of retailbus-load_error were moved back; 0 remain.");
        Assert.Equal("The file is free again.", await reason.Task);
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_service_without_queues_is_said_in_words()
    {
        await using var app = await FrontDoor.StartAsync(_ => { });
        await using var window = await OpenAsync(app);
        await window.GoAsync("/queues");

        await window.SeeAsync("Not available: the orchestrator does not offer this.");
    }

    private Task<Window> OpenAsync(WebApplication app)
    {
        Assert.SkipUnless(Browser.IsInstalled, "Chromium is not installed");
        return stack.Browser.OpenAsync(app.Urls.Single());
    }
}
