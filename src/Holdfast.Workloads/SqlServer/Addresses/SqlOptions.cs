using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Addresses;

/// <summary>Settings of a datasource of SQL Server.</summary>
internal sealed record SqlOptions
{
    public SqlTransportKind Transport { get; init; } = SqlTransportKind.Objects;

    /// <summary>How logs leave SQL Server where data comes by shadow copies, which hold no logs.</summary>
    public SqlTransportKind LogTransport { get; init; } = SqlTransportKind.Vdi;

    /// <summary>How what SQL Server writes itself leaves it.</summary>
    public SqlTransportKind StatementTransport => Transport == SqlTransportKind.Vss ? LogTransport : Transport;

    /// <summary>Files that a backup is spread over, 1–64; 0: as many as its size needs.</summary>
    public int Stripes { get; init; }

    /// <summary>Pages that are stored together: 1, 2, 4, 8; 0: as <see cref="Media.PageGrouping"/> chooses.</summary>
    public int PagesPerChunk { get; init; }

    /// <summary>By SQL Server, before the data comes: nothing can be verified or deduplicated in it then.</summary>
    public bool Compression { get; init; }

    /// <summary>The server's certificate is taken unchecked.</summary>
    public bool TrustServerCertificate { get; init; }

    public SqlEncryption Encryption { get; init; } = SqlEncryption.Mandatory;

    /// <summary>MiB of one part on its way to the S3 endpoint, 5–20.</summary>
    public int PartSize { get; init; } = 10;

    /// <summary>A backup that cannot be read here counts where SQL Server says that it is good.</summary>
    public bool TrustServerFacts { get; init; }

    /// <summary>DBCC CHECKDB WITH PHYSICAL_ONLY after a recovery.</summary>
    public bool CheckAfterRecovery { get; init; }

    /// <summary>Where readers may look into a database that is left restoring: the server's undo file.</summary>
    public string? StandbyFile { get; init; }

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>: an unknown name or value.</exception>
    public static SqlOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var read = new SqlOptions();
        foreach (var (name, value) in options)
            read = name switch
            {
                "transport" => read with { Transport = Choice<SqlTransportKind>(name, value) },
                "logTransport" => read with { LogTransport = Choice<SqlTransportKind>(name, value) is var log and not SqlTransportKind.Vss ? log : throw Wrong(name, value, "objects or vdi: shadow copies hold no logs") },
                "stripes" => read with { Stripes = Number(name, value, 0, 64) },
                "pagesPerChunk" => read with { PagesPerChunk = value is "1" or "2" or "4" or "8" ? value[0] - '0' : throw Wrong(name, value, "1, 2, 4, or 8") },
                "compression" => read with { Compression = Switch(name, value) },
                "trustServerCertificate" => read with { TrustServerCertificate = Switch(name, value) },
                "encrypt" => read with { Encryption = Choice<SqlEncryption>(name, value) },
                "partSize" => read with { PartSize = Number(name, value, 5, 20) },
                "trustServerFacts" => read with { TrustServerFacts = Switch(name, value) },
                "checkAfterRecovery" => read with { CheckAfterRecovery = Switch(name, value) },
                "standbyFile" => read with { StandbyFile = value.Length is > 0 and < 260 ? value : throw Wrong(name, value, "a path on the server") },
                _ => throw new WorkloadException(WorkloadFault.OptionWrong, $"SQL Server has no option \"{name}\".",
                    "Options are transport, logTransport, stripes, pagesPerChunk, compression, trustServerCertificate, encrypt, partSize, trustServerFacts, checkAfterRecovery, standbyFile."),
            };
        return read.PartSize == 10 || read.Compression ? read
            : throw new WorkloadException(WorkloadFault.OptionWrong, "SQL Server takes another part size than 10 MiB only for compressed backups.", "Set compression=true, or leave partSize at 10.");
    }

    private static T Choice<T>(string name, string value)
        where T : struct, Enum =>
        !int.TryParse(value, out _) && Enum.TryParse<T>(value, ignoreCase: true, out var choice) ? choice : throw Wrong(name, value, string.Join(", ", Enum.GetNames<T>().Select(choice => choice.ToLowerInvariant())));

    private static bool Switch(string name, string value) => value switch { "true" => true, "false" => false, _ => throw Wrong(name, value, "true or false") };

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Wrong(name, value, $"a number from {least} to {most}");

    private static WorkloadException Wrong(string name, string value, string expected) =>
        new(WorkloadFault.OptionWrong, $"Option {name} of SQL Server cannot be \"{value}\".", $"Give {expected}.");
}
