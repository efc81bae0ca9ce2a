using Holdfast.Console.Hosting;

namespace Holdfast.Console.Text;

/// <summary>Roles in words.</summary>
public static class RoleWords
{
    public static string Of(string role) => role switch
    {
        "administrator" => "Administrator",
        "operator" => "Operator",
        "recoveryOperator" => "Recovery operator",
        "reader" => "Reader",
        Visitor.Owner => "Owner of the vaults",
        _ => role,
    };
}
