using Holdfast.Agent.Applications;
using Holdfast.Agent.Inventory;
using Holdfast.Agent.Scripts;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Control;

/// <summary>Answers what the server asks about this computer, a few questions at a time.</summary>
/// <param name="applications">Null where nobody asks about them this way.</param>
public sealed class AskDesk(IReadOnlyList<IProtectableFinder> finders, TimeProvider time, ILogger log, ApplicationHost? applications = null)
{
    private const int AtOnce = 4;
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);

    /// <summary>What every agent finds.</summary>
    public static IReadOnlyList<IProtectableFinder> StandardFinders { get; } = [new VolumeFinder(), new ShareFinder(), new FolderFinder()];

    /// <summary>Returns at once; the answer is sent when it is there, and to nobody when the stream has ended meanwhile.</summary>
    internal void Answer(Ask ask, IControlSender sender, CancellationToken ending) => _ = Task.Run(() => Work(ask, sender, ending), CancellationToken.None);

    /// <summary>The answer itself, for a server that asks about the computer that it runs on. What went wrong is in it.</summary>
    public async Task<Answer> Answer(Ask ask, CancellationToken ending)
    {
        await places.WaitAsync(ending);
        try
        {
            return await Find(ask, ending);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task Work(Ask ask, IControlSender sender, CancellationToken ending)
    {
        try
        {
            var answer = await Answer(ask, ending);
            answer.Request = ask.Request;
            sender.Send(new AgentMessage { Answer = answer });
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            log.LogDebug("The stream ended before an answer was found.");
        }
    }

    private async Task<Answer> Find(Ask ask, CancellationToken ending)
    {
        try
        {
            return ask.QuestionCase switch
            {
                Ask.QuestionOneofCase.List => new Answer { Listing = FolderView.List(ask.List) },
                Ask.QuestionOneofCase.Path => new Answer { Path = FolderView.State(ask.Path) },
                Ask.QuestionOneofCase.Inventory => new Answer { Inventory = Inventory(ending) },
                Ask.QuestionOneofCase.Script => new Answer { Script = await ScriptRunner.Run(ask.Script, time, ending) },
                Ask.QuestionOneofCase.Describe or Ask.QuestionOneofCase.Discover or Ask.QuestionOneofCase.Release when applications is not null =>
                    await Task.Factory.StartNew(() => OfApplications(ask, ending), ending, TaskCreationOptions.LongRunning, TaskScheduler.Default),
                _ => throw new HoldfastException(ErrorCode.AgentRequestRefused, "This agent does not know the question.", "Install the server's version of Holdfast on the production server."),
            };
        }
        catch (HoldfastException failure)
        {
            return Failed(failure);
        }
        catch (WorkloadException failure)
        {
            return Failed(ApplicationFaults.ToError(failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Failed(new HoldfastException(ErrorCode.PathNotAccessible, failure.Message, inner: failure));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whoever asked must not wait for an answer that never comes.
            log.LogError(failure, "A question failed unexpectedly.");
            return Failed(new HoldfastException(ErrorCode.UnexpectedError, $"{failure.GetType().Name}: {failure.Message}", inner: failure));
        }
    }

    private Answer OfApplications(Ask ask, CancellationToken ending)
    {
        switch (ask.QuestionCase)
        {
            case Ask.QuestionOneofCase.Describe:
                return new Answer { Application = applications!.Describe(ask.Describe, ending) };
            case Ask.QuestionOneofCase.Discover:
                return new Answer { Applications = applications!.Discover(ask.Discover, ending) };
            default:
                applications!.Release(ask.Release, ending);
                return new Answer { Released = true };
        }
    }

    private Contracts.Agent.Inventory Inventory(CancellationToken ending)
    {
        var inventory = new Contracts.Agent.Inventory();
        foreach (var finder in finders)
            try
            {
                inventory.Items.AddRange(finder.Find(ending));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HoldfastException)
            {
                // One kind that cannot be looked at does not hide the others.
                log.LogWarning(failure, "{Finder} failed.", finder.GetType().Name);
            }
        return inventory;
    }

    private static Answer Failed(HoldfastException failure) =>
        new() { Failure = new Failure { Code = (uint)failure.Code, Message = failure.Message, Remedy = failure.Remedy } };
}
