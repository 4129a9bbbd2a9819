using RetailBus.Web.Security.Accounts;

namespace RetailBus.Web.Tests.Security;

public sealed class StoreTests : IDisposable
{
    private const string Good = "correct horse battery";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-accounts-");

    private string Folder => Path.Combine(_folder.FullName, "security");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_account_is_known_by_its_password_alone_and_the_file_does_not_tell_it()
    {
        var store = new AccountStore(Folder);
        store.Add("Ann", "operator", Good);

        Assert.Equal("operator", store.Check("ann", Good)?.Role);
        Assert.Null(store.Check("ann", Good + "!"));
        Assert.Null(store.Check("bob", Good));
        Assert.DoesNotContain(Good, File.ReadAllText(Path.Combine(Folder, "accounts.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_are_their_owners_alone()
    {
        new AccountStore(Folder).Add("ann", "viewer", Good);
        new ApiKeyStore(Folder).Issue("till", "uploader", TimeProvider.System.GetUtcNow());
        if (OperatingSystem.IsWindows())
            return;

        foreach (var file in Directory.GetFiles(Folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Theory]
    [InlineData("ann", "viewer", "short")]
    [InlineData("ann", "viewer", "aaaaaaaaaaaaaaaa")]
    [InlineData("annabella", "viewer", "annabella-annabella")]
    [InlineData("ann", "root", Good)]
    [InlineData("", "viewer", Good)]
    [InlineData("<script>", "viewer", Good)]
    public void What_is_no_account_is_not_made(string name, string role, string password)
    {
        var store = new AccountStore(Folder);

        Assert.Throws<AccountException>(() => store.Add(name, role, password));
        Assert.Empty(store.List());
    }

    [Fact]
    public void Another_process_sees_a_change_at_once()
    {
        var (one, other) = (new AccountStore(Folder), new AccountStore(Folder));
        one.Add("ann", "viewer", Good);
        Assert.Equal("viewer", other.Find("ann")?.Role);

        one.SetRole("ann", "operator");
        Assert.Equal("operator", other.Find("ann")?.Role);
        Assert.Throws<AccountException>(() => other.Add("ANN", "viewer", Good));

        other.Remove("ann");
        Assert.Null(one.Find("ann"));
    }

    [Fact]
    public void A_damaged_file_is_named_and_never_taken_for_no_accounts()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "accounts.json"), "[{\"name\":");

        var fault = Assert.Throws<AccountException>(() => new AccountStore(Folder).List());

        Assert.Contains("accounts.json is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_known_as_long_as_it_is_not_removed_and_the_file_can_not_be_made_into_it()
    {
        var store = new ApiKeyStore(Folder);
        var key = store.Issue("till", "uploader", TimeProvider.System.GetUtcNow());
        var known = store.Find(key);

        Assert.Equal(("till", "uploader"), (known?.Name, known?.Role));
        Assert.Null(store.Find(key[..^1]));
        Assert.DoesNotContain(key[^20..], File.ReadAllText(Path.Combine(Folder, "api-keys.json")), StringComparison.Ordinal);

        store.Remove(known!.Id);
        Assert.Null(store.Find(key));
    }
}
