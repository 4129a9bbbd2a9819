using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Tests;

public class UpCommandTests
{
    [Fact]
    public void Another_aws_endpoint_can_take_the_local_clouds_place()
    {
        var parsed = UpCommand.Create().Parse(["--aws-url", "http://127.0.0.1:4566"]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(new Uri("http://127.0.0.1:4566"), parsed.GetValue<Uri?>("--aws-url"));
    }
}
