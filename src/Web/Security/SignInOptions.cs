using System.ComponentModel.DataAnnotations;

namespace RetailBus.Web.Security;

/// <summary>How people sign in; section <c>SignIn</c>. Accounts and keys are made with <c>retailbus users</c> and <c>retailbus keys</c>.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Hours without a request after which a session ends. Default 8, range 1 to 720.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 8;

    /// <summary>Failed or not, attempts per account and address in five minutes. Default 10, range 3 to 1,000.</summary>
    [Range(3, 1000)]
    public int Attempts { get; set; } = 10;

    /// <summary>Requests per second of one caller, on average over ten seconds. Default 50, range 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Uploads of one caller at a time, parts of files counted each. Default 8, range 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int UploadsAtOnce { get; set; } = 8;

    /// <summary>An identity provider; without an authority there is none.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();
}
