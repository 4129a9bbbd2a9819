using Microsoft.Playwright;
using RetailBus.Contracts.Runs;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class RunPageTests(LiveStack stack)
{
    [Fact]
    public async Task A_run_shows_both_equations_its_stages_its_timeline_and_its_trace()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{stack.Data.WithBadRows.Id:D}");

        var equation = window.Page.Locator(".equation").First;
        await Assertions.Expect(equation).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(
            @"8\s*records\s*=\s*1\s*headers\s*\+\s*4\s*accepted\s*\+\s*3\s*quarantined\s*\+\s*0\s*duplicates"));
        await window.SeeAsync("Both sides agree");
        await Assertions.Expect(window.Page.Locator(".gantt")).ToContainTextAsync("Transform");
        await Assertions.Expect(window.Page.Locator(".timeline")).ToContainTextAsync("Loaded and reconciled");
        if (stack.Data.WithBadRows.TraceId is { } trace)
        {
            await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = trace }))
                .ToHaveAttributeAsync("href", $"http://127.0.0.1:16686/trace/{trace}");
        }

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "See the 3 quarantined rows" }).ClickAsync();
        await window.SeeAsync("Quarantined rows of with-bad-rows.csv");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_run_shows_its_figures_its_trend_and_what_is_not_as_usual()
    {
        for (var file = 0; file < 5; file++)
            await stack.LandAsync("orders", $"till-{file}.csv", StackData.OneStore($"Q{file}", "Till <b>1</b>", 30));
        var odd = await stack.LandAsync("orders", "till-5.csv", StackData.OneStore("Q5", "Till <b>1</b>", 4));
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{odd.Id:D}");

        var quality = window.Page.GetByRole(AriaRole.Region, new() { Name = "Quality", Exact = true });
        await Assertions.Expect(quality).ToContainTextAsync("The rows in the file are 4; usual is 9 to 51, by the last 5 runs.");
        await Assertions.Expect(quality).ToContainTextAsync("Of the 4 accepted rows, all of store Till <b>1</b>.");
        var amount = quality.GetByRole(AriaRole.Row).Filter(new() { HasText = "amount" }).Filter(new() { HasNotText = "Accepted" }).Last;
        await Assertions.Expect(amount).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"amount\s*0\s*–\s*2\.5\s*2\.5\s*2\.5"));
        await quality.Locator(".rz-chart svg path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await quality.GetByText("The last 6 runs as a table").ClickAsync();
        await Assertions.Expect(quality.GetByRole(AriaRole.Link)).ToHaveCountAsync(6);
        await Assertions.Expect(window.Page.Locator(".timeline")).ToContainTextAsync("Warning: The rows in the file are 4");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_failed_run_says_why_and_what_to_do()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{stack.Data.Failed.Id:D}");

        var cause = window.Page.GetByRole(AriaRole.Region, new() { Name = "Why it failed" });
        await Assertions.Expect(cause).ToContainTextAsync(stack.Data.Failed.Reason!);
        await Assertions.Expect(cause).ToContainTextAsync("Ask the sender for a corrected file");
    }

    [Fact]
    public async Task A_held_run_is_cancelled_with_a_reason_and_the_open_page_shows_it()
    {
        var held = await stack.LandAsync("online-retail", "held-to-cancel.csv", StackData.HeldFile("France"));
        Assert.Equal(RunState.Held, held.State);
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{held.Id:D}");
        await window.LiveAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel run" }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("The shop sends <b>another</b> one.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel run" }).ClickAsync();

        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        var timeline = window.Page.Locator(".timeline");
        await Assertions.Expect(timeline).ToContainTextAsync("The shop sends <b>another</b> one.");
        await Assertions.Expect(timeline).ToContainTextAsync("by operator");
        await window.Page.Locator(".title .state.cancelled").WaitForAsync();
    }

    [Fact]
    public async Task A_dialog_closes_on_escape_and_gives_the_focus_back()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync($"/runs/{stack.Data.Good.Id:D}");
        await window.LiveAsync();
        var replay = window.Page.GetByRole(AriaRole.Button, new() { Name = "Replay" });
        await replay.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByRole(AriaRole.Dialog).WaitForAsync();

        await window.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(replay).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_said()
    {
        await using var window = await stack.OpenAsync();
        await window.GoAsync("/runs/00000000-0000-0000-0000-000000000001");

        await window.SeeAsync("No such run");
    }
}
