using RetailBus.Platform.Security;

namespace RetailBus.Platform.Tests.Security;

public class AccessRuleTests
{
    [Theory]
    [InlineData("POST", "/api/runs/1/retry", true)]
    [InlineData("POST", "/API/Runs/1/retry/", true)]
    [InlineData("GET", "/api/runs/1/retry", false)]
    [InlineData("POST", "/api/runs/1", false)]
    [InlineData("POST", "/api/runs/1/retry/now", false)]
    [InlineData("POST", "/api/runs//retry", true)]
    public void Two_stars_apart_are_two_segments(string method, string path, bool matches) =>
        Assert.Equal(matches, new AccessRule("POST", "/api/runs/*/*", AccessRole.Operator).Matches(method, path));

    [Theory]
    [InlineData("GET", "/api/runs", true)]
    [InlineData("HEAD", "/api/runs/a/b", true)]
    [InlineData("GET", "/api/runsome", false)]
    [InlineData("DELETE", "/api/runs", false)]
    public void Two_stars_together_are_the_rest(string method, string path, bool matches) =>
        Assert.Equal(matches, new AccessRule("GET", "/api/runs/**", AccessRole.Viewer).Matches(method, path));

    [Fact]
    public void Each_role_contains_those_before_it() =>
        Assert.True(AccessRole.Operator > AccessRole.Uploader && AccessRole.Uploader > AccessRole.Viewer && AccessRole.Viewer > AccessRole.Anonymous);

    [Theory]
    [InlineData("Operator")]
    [InlineData("3")]
    [InlineData("anonymous")]
    [InlineData("")]
    public void Text_that_is_no_role_is_none(string text) => Assert.Null(AccessRoles.Parse(text));
}
