namespace RetailBus.Web.Security;

/// <summary>Addresses of the sign-in page, and where it leads to afterwards: never off this site.</summary>
internal static class SignInAddress
{
    public const string Page = "/sign-in";
    public const string WrongPassword = "password";
    public const string TooMany = "attempts";
    public const string Stale = "stale";
    public const string NoRole = "role";
    public const string Provider = "provider";
    public const string NeedsHttps = "https";

    public static string Of(string? returnUrl, string? error)
    {
        var query = new QueryString();
        if (Local(returnUrl) is not "/" and var target)
            query = query.Add("returnUrl", target);
        if (error is not null)
            query = query.Add("error", error);
        return Page + query;
    }

    /// <summary>The address when it is a path of this site, else the first page.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not (['/', '/' or '\\', ..]) && !address.Any(char.IsControl) && address.Length < 2000 ? address : "/";
}
