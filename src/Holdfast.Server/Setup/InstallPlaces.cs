using Holdfast.Contracts.Api.Setup;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Setup;

/// <summary>Where an installation puts what it makes.</summary>
internal sealed class InstallPlaces(string dataDirectory, SetupAnswers answers)
{
    internal const string CatalogFile = "secrets/catalog.txt";

    internal string Settings => Path.Combine(dataDirectory, Configuration.Settings.FileName);

    internal string CatalogText => Path.Combine(dataDirectory, CatalogFile);

    internal string SqliteFile => Path.Combine(dataDirectory, "catalog", "holdfast.db");

    internal EngineOptions Engine(Settings settings) => EngineOptions.Of(dataDirectory, settings) with { FirstDisk = answers.PoolFolder ?? new EngineOptions(dataDirectory).FirstDisk };

    /// <summary>All files that may be made one by one.</summary>
    internal IReadOnlyList<string> Files
    {
        get
        {
            var options = new EngineOptions(dataDirectory);
            return
            [
                CatalogText, options.PassphraseFile, options.PoolKeys, options.VaultKeys, Path.Combine(options.Secrets, "accounts.key"), Path.Combine(options.Secrets, "vault-client-*.key"),
                options.DiskList, options.VaultRegistration, SqliteFile, SqliteFile + "-wal", SqliteFile + "-shm",
            ];
        }
    }

    /// <summary>All folders that are taken as a whole.</summary>
    internal IReadOnlyList<string> Folders
    {
        get
        {
            var options = new EngineOptions(dataDirectory);
            return [options.EmbeddedVault, answers.PoolFolder ?? options.FirstDisk, answers.ScratchFolder ?? options.Indexes];
        }
    }
}
