using Microsoft.Extensions.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Cases;

/// <summary>At the start: makes the summaries that a database from before them lacks, or that a restore left behind.</summary>
internal sealed class SummaryKeeper(CaseDatabase cases, CaseDesk desk) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => CaseSummaries.RebuildAsync(cases, desk, all: false, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
