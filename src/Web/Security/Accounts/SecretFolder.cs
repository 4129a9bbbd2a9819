namespace RetailBus.Web.Security.Accounts;

/// <summary>A folder that its owner alone may enter.</summary>
internal static class SecretFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Owner);
}
