using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Backup;
using Holdfast.Workloads.SystemState.Planning;

namespace Holdfast.Workloads.SystemState;

/// <summary>What both kinds of datasource ask a computer before they take anything.</summary>
internal static class SystemSurvey
{
    /// <exception cref="WorkloadException">This is not the computer, or it does not answer; also <see cref="WorkloadFault.OptionWrong"/>.</exception>
    public static (IShadowCopyService Service, ComputerAddress Address) Open(IShadowCopyService? shadowCopies, string scheme, WorkloadContext context, params ReadOnlySpan<string> options)
    {
        foreach (var (name, _) in context.Options)
            if (!options.Contains(name)) throw new WorkloadException(WorkloadFault.OptionWrong, $"Datasources of this kind have no option “{name}”.", options.Length == 0 ? "Leave options out." : $"Options are {string.Join(", ", options.ToArray())}.");
        var service = StateFaults.Require(shadowCopies);
        var address = ComputerAddress.Parse(scheme, context.Path);
        address.RequireHere(service.Environment);
        return (service, address);
    }

    /// <param name="describe">Gets the writers, and what is to be said of them.</param>
    public static DatasourceFacts Describe(
        IShadowCopyService? shadowCopies, string scheme, WorkloadContext context, CancellationToken cancellation, Func<IShadowCopyService, ComputerAddress, (IReadOnlyList<WriterMetadata> Writers, IReadOnlyList<string> Warnings), DatasourceFacts> describe, params string[] options)
    {
        var (service, address) = Open(shadowCopies, scheme, context, options);
        return StateFaults.Guard(() =>
        {
            var unread = new List<string>();
            var writers = WriterSurvey.Run(service, context.Clock, unread.Add, cancellation);
            _ = StateChoice.Choose(writers);
            return describe(service, address, (writers, [.. StateChoice.Warnings(writers), .. unread]));
        });
    }
}
