using RetailBus.LocalCloud;

namespace RetailBus.Cli.Stack;

/// <summary>
/// The key pair whose signatures the local cloud accepts: <c>Cloud:AccessKeyId</c> and <c>Cloud:SecretAccessKey</c>, from the environment
/// (<c>Cloud__AccessKeyId</c>), never among the arguments, which other users of the machine see. Without it every request is accepted.
/// </summary>
internal static class CloudKey
{
    private const string IdSetting = "Cloud:AccessKeyId";
    private const string SecretSetting = "Cloud:SecretAccessKey";

    /// <exception cref="StackException">One half of the pair is missing.</exception>
    public static LocalCloudCredential? Find(StackOptions options)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(options.Settings).Build();
        var (id, secret) = (configuration[IdSetting], configuration[SecretSetting]);
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(secret))
            return null;
        return string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret)
            ? throw new StackException(
                $"{(string.IsNullOrEmpty(id) ? IdSetting : SecretSetting)} is missing: the local cloud needs both {IdSetting} and "
                + $"{SecretSetting} in the environment, or neither.")
            : new LocalCloudCredential(id, secret);
    }
}
