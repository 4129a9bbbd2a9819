using System.ComponentModel.DataAnnotations;

namespace RetailBus.Ingest;

/// <summary>The delivery stream that the generator feeds; section <c>Ingest:Stream</c>.</summary>
public sealed class DeliveryStreamOptions
{
    public const string Section = "Ingest:Stream";

    /// <summary>Default <c>retailbus-orders</c>.</summary>
    [Required, RegularExpression("^[a-zA-Z0-9_.-]{1,64}$")]
    public string Name { get; set; } = "retailbus-orders";

    /// <summary>The dataset in whose folder of the raw zone the stream writes. Default <c>orders</c>.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]*$")]
    public string Dataset { get; set; } = "orders";

    /// <summary>MiB after which an object is written. Default 1, range 1 to 128.</summary>
    [Range(1, 128)]
    public int BufferMiB { get; set; } = 1;

    /// <summary>Seconds after which an object is written. Default 60, range 0 to 900.</summary>
    [Range(0, 900)]
    public int BufferSeconds { get; set; } = 60;

    /// <summary>Whether objects are compressed. Default false.</summary>
    public bool Gzip { get; set; }

    /// <summary>The role that the stream writes with. Default: a name that only the local cloud takes.</summary>
    [Required]
    public string RoleArn { get; set; } = "arn:aws:iam::000000000000:role/retailbus-delivery";
}
