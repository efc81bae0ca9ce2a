using Holdfast.Agent.Control;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Hosting;

/// <summary>Makes what does an agent's jobs. Where the result can be disposed of, that waits for jobs to stop.</summary>
public delegate IAgentWork AgentWorkFactory(AgentChannel channel, IControlSender sender, TimeProvider time, ILogger log);
