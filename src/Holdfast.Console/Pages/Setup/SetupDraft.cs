using System.Globalization;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Setup;

namespace Holdfast.Console.Pages.Setup;

/// <summary>What is in the wizard's fields. Secrets are here alone: they leave with the installation.</summary>
public sealed class SetupDraft
{
    private const long Gibibyte = 1L << 30, MostGibibytes = 8L << 20;

    public string Step { get; set; } = SetupSteps.Welcome;

    public bool IsPostgres { get; set; }

    public string Host { get; set; } = "";

    public int Port { get; set; } = 5432;

    public string Database { get; set; } = "holdfast";

    public string User { get; set; } = "holdfast";

    public string CatalogPassword { get; set; } = "";

    public string Tls { get; set; } = "prefer";

    public string PoolFolder { get; set; } = "";

    public string ScratchFolder { get; set; } = "";

    /// <summary>GiB that are planned for the vault, as typed.</summary>
    public string Planned { get; set; } = "";

    public string Administrator { get; set; } = "";

    public string Password { get; set; } = "";

    public string Repeated { get; set; } = "";

    public bool WantsFactor { get; set; }

    public bool IsFactorProved { get; set; }

    public bool Updates { get; set; }

    public string Proxy { get; set; } = "";

    public string ProxyCredentialsFile { get; set; } = "";

    public static SetupDraft Of(SetupAnswers answers)
    {
        var catalog = answers.Catalog ?? new CatalogChoice();
        return new SetupDraft
        {
            Step = answers.Step, IsPostgres = catalog.Kind == CatalogChoice.Postgres, Host = catalog.Host ?? "", Port = catalog.Port, Database = catalog.Database ?? "holdfast", User = catalog.User ?? "holdfast",
            Tls = catalog.Tls, PoolFolder = answers.PoolFolder ?? "", ScratchFolder = answers.ScratchFolder ?? "",
            Planned = answers.PlannedCloudBytes == 0 ? "" : ((double)answers.PlannedCloudBytes / Gibibyte).ToString("0.###", CultureInfo.InvariantCulture),
            Administrator = answers.Administrator ?? "", Updates = answers.Updates, Proxy = answers.Proxy ?? "", ProxyCredentialsFile = answers.ProxyCredentialsFile ?? "",
        };
    }

    public SetupAnswers Answers() => new(
        Step, Catalog(), Given(PoolFolder), Given(ScratchFolder), PlannedBytes() ?? 0, Given(Administrator), Updates, Given(Proxy), Given(Proxy) is null ? null : Given(ProxyCredentialsFile));

    public CatalogChoice? Catalog() =>
        IsPostgres ? new CatalogChoice(CatalogChoice.Postgres, Given(Host), Port, Given(Database), Given(User), CatalogPassword.Length == 0 ? null : CatalogPassword, Tls) : null;

    /// <summary>Bytes that are planned for the vault, 0 where nothing is typed; null where that is no size.</summary>
    public long? PlannedBytes()
    {
        if (Given(Planned) is not { } text) return 0;
        return double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size is >= 0 and <= MostGibibytes ? (long)(size * Gibibyte) : null;
    }

    /// <summary>What is missing in the page about the administrator; null: nothing.</summary>
    public string? SecurityProblem(Texts T)
    {
        if (Given(Administrator) is not { } name) return T["Give the administrator a name."];
        if (Password.Length == 0) return T["Enter a password. It is kept in memory alone until the server is installed, so that one who comes back enters it again."];
        if (PasswordRule.Violation(Password, name) is { } violation) return violation;
        if (Password != Repeated) return T["The two passwords differ."];
        return WantsFactor && !IsFactorProved ? T["Prove the second factor with a code of your authenticator, or go without it for now."] : null;
    }

    public string? CatalogProblem(Texts T) => !IsPostgres ? null : Given(Host) is null || Given(Database) is null || Given(User) is null ? T["Name host, database, and user."] : null;

    public string? LocationsProblem(Texts T) => PlannedBytes() is null ? T["What is planned for the vault is a size in GiB, such as 500."] : null;

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
