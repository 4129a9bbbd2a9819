namespace RetailBus.Web.Security.Accounts;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">As they type it and as timelines call them; case does not matter.</param>
/// <param name="Role">One of <see cref="Platform.Security.AccessRoles.Names"/>.</param>
/// <param name="PasswordHash">By ASP.NET Core Identity's hasher, salt and all.</param>
/// <param name="Stamp">Changes with role and password, which ends the sessions begun before.</param>
public sealed record Account(string Name, string Role, string PasswordHash, string Stamp);
