using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RetailBus.Web.Tests.Fixtures;

namespace RetailBus.Web.Tests.Security;

[Collection(GuardedCollection.Name)]
public sealed class SignInPageTests(GuardedStack stack, Browser browser)
{
    [Fact]
    public async Task A_person_signs_in_sees_their_name_and_signs_out()
    {
        await using var window = await browser.OpenAsync(stack.Url.ToString());
        await window.GoAsync("/runs");
        await SignInAsync(window, "operator-person", GuardedStack.Password);

        await window.Page.WaitForURLAsync("**/runs");
        await window.LiveAsync();
        await window.SeeAsync("operator-person");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await window.SeeAsync("Sign in to RetailBus");

        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_the_page_is_accessible()
    {
        await using var window = await browser.OpenAsync(stack.Url.ToString());
        await window.GoAsync("/sign-in");
        await SignInAsync(window, "operator-person", "wrong");

        await window.SeeAsync("No account has this name and password.");
        var faults = (await window.Page.RunAxe()).Violations;
        Assert.DoesNotContain(faults, fault => fault.Impact is "serious" or "critical");
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task A_viewer_has_no_upload_page_and_is_told_so()
    {
        await using var window = await browser.OpenAsync(stack.Url.ToString());
        await window.GoAsync("/upload");
        await SignInAsync(window, "viewer-person", GuardedStack.Password);

        await window.SeeAsync("You may not see this page");
        await window.GoAsync("/");
        await window.SeeAsync("viewer-person");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Upload" })).ToHaveCountAsync(0);
    }

    internal static async Task SignInAsync(Window window, string name, string password)
    {
        await window.Page.GetByLabel("Name").FillAsync(name);
        await window.Page.GetByLabel("Password").FillAsync(password);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
