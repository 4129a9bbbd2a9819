using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace RetailBus.Web.Security.Accounts;

/// <summary>The local accounts, in a file of the security folder. Changes count at once, also those of other processes.</summary>
public sealed class AccountStore
{
    /// <summary>What OWASP's password storage cheat sheet asks of PBKDF2 with SHA-512.</summary>
    private const int Iterations = 210_000;

    private readonly SecretFile<Account> _file;
    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<Account> _nobody;

    /// <param name="folder">The security folder; made when the first account is.</param>
    public AccountStore(string folder)
    {
        _file = new SecretFile<Account>(Path.Combine(folder, "accounts.json"));
        _nobody = new Lazy<Account>(() => Create("nobody", "viewer", Guid.NewGuid().ToString()));
    }

    /// <summary>By name.</summary>
    /// <exception cref="AccountException">The file can't be read.</exception>
    public IReadOnlyList<Account> List() => [.. _file.Read().OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)];

    public Account? Find(string name) => Find(_file.Read(), name);

    /// <summary>The account of a name and password. A name that there is not takes as long as a wrong password.</summary>
    public Account? Check(string name, string password)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length > EntryRules.LongestPassword)
            return null;
        var account = Find(name);
        var tested = account ?? _nobody.Value;
        var result = _hasher.VerifyHashedPassword(tested, tested.PasswordHash, password);
        if (account is not null && result == PasswordVerificationResult.SuccessRehashNeeded)
            Change(account.Name, found => found with { PasswordHash = _hasher.HashPassword(found, password) });
        return result == PasswordVerificationResult.Failed ? null : account;
    }

    /// <exception cref="AccountException">Name, role or password may not be, or there is such an account.</exception>
    public void Add(string name, string role, string password)
    {
        EntryRules.CheckName(name);
        EntryRules.CheckRole(role);
        EntryRules.CheckPassword(name, password);
        var account = Create(name, role, password);
        _file.Update(accounts => Find(accounts, name) is null
            ? [.. accounts, account]
            : throw new AccountException($"There is an account '{name}'. Change it with: retailbus users password {name}"));
    }

    /// <exception cref="AccountException">The password may not be, or there is no such account.</exception>
    public void SetPassword(string name, string password)
    {
        EntryRules.CheckPassword(name, password);
        Change(name, account => account with { PasswordHash = _hasher.HashPassword(account, password), Stamp = NewStamp() });
    }

    /// <exception cref="AccountException">There is no such role or account.</exception>
    public void SetRole(string name, string role)
    {
        EntryRules.CheckRole(role);
        Change(name, account => account with { Role = role, Stamp = NewStamp() });
    }

    /// <exception cref="AccountException">There is no such account.</exception>
    public void Remove(string name) => _file.Update(accounts => [.. accounts.Where(account => account != Existing(accounts, name))]);

    private void Change(string name, Func<Account, Account> change) => _file.Update(accounts =>
    {
        var existing = Existing(accounts, name);
        return [.. accounts.Select(account => account == existing ? change(account) : account)];
    });

    private Account Create(string name, string role, string password)
    {
        var account = new Account(name, role, "", NewStamp());
        return account with { PasswordHash = _hasher.HashPassword(account, password) };
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static Account? Find(IReadOnlyList<Account> accounts, string name) =>
        accounts.FirstOrDefault(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Account Existing(IReadOnlyList<Account> accounts, string name) =>
        Find(accounts, name) ?? throw new AccountException($"There is no account '{name}'. See them with: retailbus users list");
}
