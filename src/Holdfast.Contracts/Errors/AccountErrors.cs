using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Accounts, roles, second factor, audit.</summary>
internal static class AccountErrors
{
    internal static readonly ErrorInfo[] All =
    [
    ];
}
