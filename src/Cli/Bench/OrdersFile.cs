using System.Globalization;

namespace RetailBus.Cli.Bench;

/// <summary>Writes a file of sound orders, each with a key of its own; the same numbers give the same bytes.</summary>
internal static class OrdersFile
{
    private const int Flush = 1 << 20;
    private const int LongestLine = 128;

    /// <param name="path">Where to.</param>
    /// <param name="orders">Lines below the header.</param>
    /// <param name="progress">Told the lines written so far.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(string path, long orders, Action<long> progress, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        var buffer = new byte[Flush];
        var used = Put(buffer, 0, "order_id,store_id,item,quantity,price,total_amount,timestamp\n"u8);
        var state = 42UL;
        for (var order = 1L; order <= orders; order++)
        {
            used = Line(buffer, used, order, ref state);
            if (used < Flush - LongestLine)
                continue;
            await file.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
            used = 0;
            progress(order);
        }

        await file.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
    }

    private static int Line(byte[] buffer, int used, long order, ref ulong state)
    {
        state = (state * 6364136223846793005UL) + 1442695040888963407UL;
        var draw = state >> 20;
        var quantity = 1 + (long)(draw % 9);
        var cents = 100 + (long)(draw / 9 % 20_000);
        used = Put(buffer, used, "ORD-"u8);
        used = Number(buffer, used, order, "D9");
        used = Put(buffer, used, ",STORE-"u8);
        used = Number(buffer, used, (long)(draw % 200), "D4");
        used = Put(buffer, used, ",ITEM-"u8);
        used = Number(buffer, used, (long)(draw / 200 % 5_000), "D5");
        used = Put(buffer, used, ","u8);
        used = Number(buffer, used, quantity, "D");
        used = Put(buffer, used, ","u8);
        used = Money(buffer, used, cents);
        used = Put(buffer, used, ","u8);
        used = Money(buffer, used, quantity * cents);
        used = Put(buffer, used, ","u8);
        used = Number(buffer, used, 1 + (long)(draw % 12), "D2");
        used = Put(buffer, used, "/"u8);
        used = Number(buffer, used, 1 + (long)(draw / 12 % 28), "D2");
        used = Put(buffer, used, "/2026 "u8);
        used = Number(buffer, used, (long)(draw / 336 % 24), "D2");
        used = Put(buffer, used, ":"u8);
        used = Number(buffer, used, (long)(draw / 8064 % 60), "D2");
        return Put(buffer, used, "\n"u8);
    }

    private static int Money(byte[] buffer, int used, long cents)
    {
        used = Number(buffer, used, cents / 100, "D");
        used = Put(buffer, used, "."u8);
        return Number(buffer, used, cents % 100, "D2");
    }

    private static int Number(byte[] buffer, int used, long number, string format)
    {
        number.TryFormat(buffer.AsSpan(used), out var written, format, CultureInfo.InvariantCulture);
        return used + written;
    }

    private static int Put(byte[] buffer, int used, ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(used));
        return used + text.Length;
    }
}
