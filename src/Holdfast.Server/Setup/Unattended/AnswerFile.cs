using System.Globalization;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Setup.Unattended;

/// <summary>
/// What an answer file says: the keys of [OPTIONS] as Azure Backup Server has them, and those of [HOLDFAST], which go before. Unknown keys are warnings. docs/install.md.
/// </summary>
internal sealed class AnswerFile
{
    private const string Options = "OPTIONS", Own = "HOLDFAST";
    private const int LongestSecretFile = 4096;

    private readonly List<string> warnings = [];
    private readonly HashSet<IniLine> used = [];
    private readonly IReadOnlyList<IniLine> lines;
    private readonly string folder;

    /// <param name="folder">Against which relative paths in the file count.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupAnswersWrong"/> and others; names no secret.</exception>
    internal AnswerFile(string text, string folder)
    {
        this.folder = folder;
        lines = IniFile.Parse(text);
        CatalogPassword = Secret(Own, "CatalogPassword") ?? Value(Options, "SQLMachinePassword");
        Password = Secret(Own, "AdministratorPassword");
        Passphrase = Secret(Own, "Passphrase") ?? Value(Options, "SecurityPassphrase");
        PassphraseSaveLocation = PathOf(Options, "PassphraseSaveLocation");
        VaultCredentialsFile = PathOf(Options, "VaultCredentialFilePath");
        TimeSource = Value(Own, "TimeSource") is { } source ? Address(source) : null;
        Answers = new SetupAnswers(
            SetupSteps.Summary, Catalog(), PathOf(Own, "PoolFolder"), PathOf(Own, "ScratchFolder"), Number(Own, "PlannedCloudBytes") ?? 0, Value(Own, "Administrator"), Flag(Own, "Updates") ?? false,
            Value(Own, "Proxy"), PathOf(Own, "ProxyCredentialsFile"));
        AnswerRules.Check(Answers);
        Require();
        foreach (var line in lines.Where(line => !used.Contains(line)))
            warnings.Add(IniFile.Same(line.Section, Options) && ForeignKeys.Meaning(line.Key) is { } meaning
                ? $"Line {line.Number}: {line.Key} is not used: {meaning}." : $"Line {line.Number}: [{line.Section}] {line.Key} is not known, and not used.");
    }

    internal SetupAnswers Answers { get; }

    internal string? CatalogPassword { get; }

    /// <summary>Of the first administrator.</summary>
    internal string? Password { get; }

    internal string? Passphrase { get; }

    /// <summary>File or folder in which a copy of the passphrase is put.</summary>
    internal string? PassphraseSaveLocation { get; }

    internal string? VaultCredentialsFile { get; }

    internal Uri? TimeSource { get; }

    /// <summary>Keys that were not used, and why; no values.</summary>
    internal IReadOnlyList<string> Warnings => warnings;

    private void Require()
    {
        if (Answers.Administrator is null != Password is null)
            throw Wrong("[HOLDFAST] Administrator and AdministratorPassword (or AdministratorPasswordFile) belong together.");
        if (Answers.Administrator is null) warnings.Add("No [HOLDFAST] Administrator is given: whoever has the data folder's token is administrator until an account is made.");
        if (Passphrase is not null) Vault.VaultRoutes.CheckPassphrase(Passphrase);
        if (VaultCredentialsFile is { } credentials && !File.Exists(credentials)) throw Wrong($"VaultCredentialFilePath: there is no file {credentials}.");
    }

    private CatalogChoice? Catalog()
    {
        var (machine, instance, user) = (Value(Options, "SQLMachineName"), Value(Options, "SQLInstanceName"), Value(Options, "SQLMachineUserName"));
        var usesOwn = Flag(Options, "UseExistingSQL") == true;
        var kind = Value(Own, "Catalog") ?? (usesOwn ? CatalogChoice.Postgres : CatalogChoice.Sqlite);
        var (host, database, name) = (Value(Own, "CatalogHost") ?? machine, Value(Own, "CatalogDatabase") ?? instance, Value(Own, "CatalogUser") ?? user);
        var (port, tls) = (Number(Own, "CatalogPort") ?? 5432, Value(Own, "CatalogTls") ?? "prefer");
        if (kind == CatalogChoice.Sqlite)
        {
            if (host is not null) warnings.Add("The catalog is SQLite in the data folder: what names a database server is not used.");
            return null;
        }
        if (usesOwn) warnings.Add("UseExistingSQL=1: the catalog is put into a PostgreSQL database; SQL Server is not used.");
        return new CatalogChoice(kind, host, (int)Math.Clamp(port, 0, int.MaxValue), database, name, null, tls);
    }

    private string? Value(string section, string key)
    {
        if (lines.FirstOrDefault(line => IniFile.Same(line.Section, section) && IniFile.Same(line.Key, key)) is not { } line) return null;
        used.Add(line);
        return line.Value.Length == 0 ? null : line.Value;
    }

    /// <summary>The value itself, or the first line of the file that KEYFile names.</summary>
    private string? Secret(string section, string key)
    {
        var (value, file) = (Value(section, key), PathOf(section, key + "File"));
        if (value is not null && file is not null) throw Wrong($"{key} and {key}File cannot both be given.");
        if (file is null) return value;
        try
        {
            if (new FileInfo(file).Length > LongestSecretFile) throw Wrong($"{key}File: {file} is too long.");
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : throw Wrong($"{key}File: {file} is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{key}File: {failure.Message}");
        }
    }

    private string? PathOf(string section, string key) => Value(section, key) is { } path ? Path.GetFullPath(path, folder) : null;

    private long? Number(string section, string key) => Value(section, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"{key} must be a whole number.");

    private bool? Flag(string section, string key) => Value(section, key) switch { null => null, "1" => true, "0" => false, _ => throw Wrong($"{key} must be 1 or 0.") };

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
        ? uri : throw Wrong("TimeSource must be an address such as http://time.example/.");

    private static HoldfastException Wrong(string message) => new(ErrorCode.SetupAnswersWrong, message);
}
