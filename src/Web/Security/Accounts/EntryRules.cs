using RetailBus.Platform.Security;

namespace RetailBus.Web.Security.Accounts;

/// <summary>What names, roles and passwords may be.</summary>
internal static class EntryRules
{
    public const int LongestName = 64;
    public const int ShortestPassword = 12;

    /// <summary>Longer ones only make the hasher work.</summary>
    public const int LongestPassword = 512;

    /// <exception cref="AccountException">It may not be.</exception>
    public static void CheckName(string name)
    {
        if (name.Length is 0 or > LongestName || !name.All(sign => char.IsAsciiLetterOrDigit(sign) || "._-@".Contains(sign, StringComparison.Ordinal)))
            throw new AccountException($"A name has 1 to {LongestName} letters, digits, dots, dashes, underscores or @; '{name}' is none.");
    }

    /// <exception cref="AccountException">There is no such role.</exception>
    public static void CheckRole(string role)
    {
        if (AccessRoles.Parse(role) is null)
            throw new AccountException($"There is no role '{role}'. The roles are {string.Join(", ", AccessRoles.Names)}.");
    }

    /// <exception cref="AccountException">It is too short, too long, or says the name.</exception>
    public static void CheckPassword(string name, string password)
    {
        if (password.Length is < ShortestPassword or > LongestPassword)
            throw new AccountException($"The password has {password.Length} characters; give {ShortestPassword} to {LongestPassword}.");
        if (password.Contains(name, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 4)
            throw new AccountException("The password is too easy to guess: it holds the name, or a few characters again and again.");
    }
}
