namespace RetailBus.Web.Security.Accounts;

/// <summary>What is kept of a program's key: enough to know it again, too little to use it.</summary>
/// <param name="Id">Its first part, which is no secret.</param>
/// <param name="Name">Of the program.</param>
/// <param name="Role">One of <see cref="Platform.Security.AccessRoles.Names"/>.</param>
/// <param name="Digest">SHA-256 of the secret part, base64.</param>
/// <param name="CreatedAt">When it was issued.</param>
public sealed record ApiKey(string Id, string Name, string Role, string Digest, DateTimeOffset CreatedAt);
