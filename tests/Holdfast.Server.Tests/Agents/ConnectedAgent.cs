using System.Threading.Channels;
using Holdfast.Agent.Control;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Agents;

/// <summary>A real agent without its jobs.</summary>
internal sealed class ConnectedAgent : IAgentWork, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Welcome> welcomes = System.Threading.Channels.Channel.CreateUnbounded<Welcome>();
    private readonly Channel<Throttle> throttles = System.Threading.Channels.Channel.CreateUnbounded<Throttle>();
    private readonly Channel<object> orders = System.Threading.Channels.Channel.CreateUnbounded<object>();
    private readonly Task run;

    public ConnectedAgent(AgentFolder folder, TimeProvider time, AgentProtocol? protocol = null, string? version = null, IAgentTls? tls = null)
    {
        tls ??= new PlatformTls(time);
        Channel = new AgentChannel(folder.Read(), tls);
        var options = new ControlOptions(
            version ?? ProgramVersion.Own, protocol ?? AgentProtocol.Own, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), Connected: welcome => welcomes.Writer.TryWrite(welcome));
        var client = new ControlClient(Channel, new CertificateRenewal(Channel, folder, tls, time, NullLogger.Instance), options, TimeProvider.System, NullLogger.Instance);
        Sender = client;
        run = client.Run(this, new AskDesk(AskDesk.StandardFinders, TimeProvider.System, NullLogger.Instance), stop.Token);
    }

    public AgentChannel Channel { get; }

    public IControlSender Sender { get; }

    public List<JobAttempt> Running { get; } = [];

    IReadOnlyList<JobAttempt> IAgentWork.Running => Running;

    public void Committed(JobAttempt job)
    {
        // It runs no applications.
    }

    public async Task<Welcome> NextWelcome() => await welcomes.Reader.ReadAsync(RunningServer.Deadline());

    public async Task<Throttle> NextThrottle() => await throttles.Reader.ReadAsync(RunningServer.Deadline());

    public async Task<T> NextOrder<T>() => (T)await orders.Reader.ReadAsync(RunningServer.Deadline());

    public void Start(StartBackup backup) => orders.Writer.TryWrite(backup);

    public void Start(StartRecovery recovery) => orders.Writer.TryWrite(recovery);

    public void Start(FollowLog follow) => orders.Writer.TryWrite(follow);

    public void Cancel(JobAttempt job) => orders.Writer.TryWrite(job);

    public void FinishedSeen(JobAttempt job) => orders.Writer.TryWrite(job);

    public void Throttle(Throttle limits) => throttles.Writer.TryWrite(limits);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await run;
        Channel.Dispose();
        stop.Dispose();
    }
}
