namespace Holdfast.Contracts.Accounts;

/// <summary>The four roles as the API, the settings, and the command line write them.</summary>
public static class RoleNames
{
    public const string Reader = "reader", RecoveryOperator = "recoveryOperator", Operator = "operator", Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } = [Administrator, Operator, RecoveryOperator, Reader];

    /// <summary>The role, or <see cref="Roles.None"/> for a text that is none. Case, hyphens, and spaces make no difference.</summary>
    public static Roles Parse(string text) => text.Replace("-", "").Replace(" ", "").ToUpperInvariant() switch
    {
        "READER" => Roles.Reader,
        "RECOVERYOPERATOR" => Roles.RecoveryOperator,
        "OPERATOR" => Roles.Operator,
        "ADMINISTRATOR" => Roles.Administrator,
        _ => Roles.None,
    };

    /// <summary>The name of one role.</summary>
    public static string Of(Roles role) => role switch
    {
        Roles.Reader => Reader,
        Roles.RecoveryOperator => RecoveryOperator,
        Roles.Operator => Operator,
        Roles.Administrator => Administrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not one role."),
    };

    /// <summary>The names of all roles in a set.</summary>
    public static IReadOnlyList<string> In(Roles roles) => [.. All.Where(name => roles.HasFlag(Parse(name)))];
}
