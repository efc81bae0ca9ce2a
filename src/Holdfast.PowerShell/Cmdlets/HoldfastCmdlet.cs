using System.Security;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>What all cmdlets share: failures of the server become error records, and Ctrl+C ends what they wait for.</summary>
public abstract class HoldfastCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    [Parameter(HelpMessage = "What deletes data or weakens its protection takes it where there are accounts: a code of the authenticator, or a PIN of `holdfast account pin`.")]
    [SecretArgument]
    public SecureString? ConfirmationCode { get; set; }

    [Parameter(HelpMessage = "Security PIN of the vault, for what it does not do without one.")]
    [SecretArgument]
    public SecureString? SecurityPin { get; set; }

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken Stop => stop.Token;

    /// <summary>Does the work for one object of the pipeline.</summary>
    protected abstract void Run();

    protected sealed override void ProcessRecord() => Guard(Run);

    protected override void StopProcessing() => stop.Cancel();

    /// <summary>Runs a part of the work; what fails becomes an error record, and ends the pipeline where nothing else could succeed either.</summary>
    protected void Guard(Action work)
    {
        using var confirmation = new Confirmation(ConfirmationCode, SecurityPin);
        try
        {
            work();
        }
        catch (HoldfastException failure)
        {
            var record = ErrorRecords.Of(failure, Subject);
            if (failure.Code is ErrorCode.NotReachable or ErrorCode.Unauthorized or ErrorCode.CertificateNotPinned) ThrowTerminatingError(record);
            WriteError(record);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C: the engine ends the pipeline, and what the server does goes on.
            WriteVerbose("Stopped.");
        }
    }

    /// <summary>What an error is about; shown with it.</summary>
    protected virtual object? Subject => null;

    /// <summary>Waits for the server's answer.</summary>
    protected static T Wait<T>(Task<T> answer) => answer.GetAwaiter().GetResult();

    /// <summary>A path as the script means it: relative to where the shell is, which is not where the process is.</summary>
    protected string Located(string path) => Path.Combine(SessionState.Path.CurrentFileSystemLocation.Path, path);

    /// <summary>Says how to do by other means what DPM's parameter would have done here.</summary>
    /// <param name="what">Such as "-Tape".</param>
    protected static HoldfastException NotKept(string what, string remedy) => new(ErrorCode.BadRequest, $"{what} is not supported.", remedy);

    public void Dispose()
    {
        stop.Dispose();
        GC.SuppressFinalize(this);
    }
}
