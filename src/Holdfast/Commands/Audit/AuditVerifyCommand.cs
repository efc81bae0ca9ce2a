using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Audit;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Audit;

/// <summary>Checks the audit log.</summary>
internal sealed class AuditVerifyCommand : HoldfastCommand
{
    internal AuditVerifyCommand() : base("verify", "Checks that the audit log is as it was written, by its chain of hashes and by the heads that pool and vault keep.")
    {
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Audit.Verify(session.Stop);
        session.Result.Show(found, AuditJson.Default.AuditVerification, text =>
        {
            if (found.Intact) text.WriteLine($"The audit log is as it was written: {Quantity.Of(found.Rows, "row", "rows")}, compared with {Quantity.Of(found.Anchors, "anchored head", "anchored heads")}.");
        });
        if (found.Intact) return ExitCode.Done;
        var about = ErrorCatalog.Get(ErrorCode.AuditBroken);
        ErrorReport.WriteText(about.Code, found.Finding ?? about.Title, about.Cause, about.Remedy);
        return ExitCode.Failed;
    }
}
