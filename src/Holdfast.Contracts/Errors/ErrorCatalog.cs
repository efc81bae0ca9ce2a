using System.Collections.Frozen;

namespace Holdfast.Contracts.Errors;

/// <summary>Title, cause, remedy, HTTP status, and exit code of every <see cref="ErrorCode"/>.</summary>
public static class ErrorCatalog
{
    private static readonly FrozenDictionary<ErrorCode, ErrorInfo> entries =
        new[]
        {
            ProtectionErrors.All, VaultErrors.All, VaultServiceErrors.All, VaultRuleErrors.All, VaultTransferErrors.All, VaultKeyErrors.All,
            ServerErrors.All, StoreErrors.All, ItemErrors.All, JobErrors.All, AgentErrors.All, AgentDataErrors.All, AccountErrors.All,
            PolicyErrors.All, NotificationErrors.All, CatalogErrors.All, ObjectEndpointErrors.All, SetupErrors.All, RecoveryErrors.All,
            ApplicationErrors.All, ReportErrors.All, InspectionErrors.All, ExportErrors.All, DiskErrors.All,
        }.SelectMany(part => part).ToFrozenDictionary(entry => entry.Code);

    public static IReadOnlyCollection<ErrorInfo> All => entries.Values;

    /// <summary>The entry of a code. A number from a newer version gets the entry of <see cref="ErrorCode.UnexpectedError"/> under its own number.</summary>
    public static ErrorInfo Get(ErrorCode code) =>
        entries.TryGetValue(code, out var entry) ? entry : entries[ErrorCode.UnexpectedError] with { Code = code };
}
