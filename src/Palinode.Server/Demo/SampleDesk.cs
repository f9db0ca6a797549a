using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Cases.Transitions;
using Palinode.Server.Notices;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Demo;

/// <summary>
/// Works on cases as people do in a browser: opens the form of a request, keeps what it begins with, types over it, and sends it. Every rule, every seal and
/// every letter is that of the service itself.
/// </summary>
internal sealed class SampleDesk(IServiceProvider services, SampleClock clock, Guid journal, CancellationToken stop)
{
    private const int MinutesAForm = 7;

    private readonly CaseDatabase _cases = services.GetRequiredService<CaseDatabase>();
    private readonly Cabinet _cabinet = services.GetRequiredService<Cabinet>();
    private readonly MasterKey _master = services.GetRequiredService<MasterKey>();

    public SampleClock Clock => clock;
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>A reader fills in the public form.</summary>
    public Task<Guid> ReceiveAsync(params (string Field, string Value)[] fields) => ReceiveAsync(Actor.Concern(journal), ConcernChannel.PublicForm, fields);

    /// <summary>Somebody of intake writes a concern down, or a reader does.</summary>
    public async Task<Guid> ReceiveAsync(Actor who, ConcernChannel channel, params (string Field, string Value)[] fields)
    {
        clock.Pass(MinutesAForm);
        await using ActingTransaction transaction = await _cases.BeginAsync(who, stop);
        Guid id = Guid.NewGuid();
        Sheet sheet = new(transaction, id, journal, null, new CaseActor(who.Id.ToString(), []), new CaseNames(), [], _cabinet, Fill(fields));
        ConcernTyped concern = await ConcernFields.All.ReadAsync(sheet, "", stop);
        Refuse("concern", sheet, null);
        Ruling ruling = await ConcernFields.ReceiveAsync(sheet, concern, channel, alwaysReachable: channel == ConcernChannel.PublicForm, "", stop);
        Refuse("concern", sheet, ruling);
        await transaction.CommitAsync(stop);
        return id;
    }

    /// <summary>Fills in a form and sends it.</summary>
    /// <param name="request">"send-query"</param>
    /// <param name="fields">What is typed; the same name again chooses one more. "why" is the reason.</param>
    /// <returns>The case as it then is.</returns>
    public Task<Case> DoAsync(Guid person, Guid caseId, string request, params (string Field, string Value)[] fields) => DoAsync(person, caseId, request, null, fields);

    /// <inheritdoc cref="DoAsync(Guid, Guid, string, ValueTuple{string, string}[])"/>
    /// <param name="file">Comes with the field "content.file".</param>
    public async Task<Case> DoAsync(Guid person, Guid caseId, string request, SampleFile? file, params (string Field, string Value)[] fields)
    {
        clock.Pass(MinutesAForm);
        Actor actor = Actor.Person(person);
        Transition transition = AllTransitions.InOrder.Single(t => t.Rule.Name == request);
        await using ActingTransaction transaction = await _cases.BeginAsync(actor, stop);
        Typed form = await BeginAsync(transaction, caseId, transition, fields);
        if (file is not null) form = form.WithFile("content.file", new ReceivedFile(await _cabinet.Attachments.ReceiveAsync(new MemoryStream(file.Bytes), stop), file.Name));
        (OpenCase? open, Sheet? sheet, _) = await TransitionEndpoints.OpenAsync(transition, caseId, transaction, _cabinet, _master, form, isFresh: false, stop);
        CaseRequest made = await transition.Fields.ReadAsync(sheet!, "", stop);
        Refuse(request, sheet!, null);
        if (transition.Letter?.PostAsync is { } post) made = await post(sheet!, made, stop);
        string why = form.Text("why");
        Ruling? ruling = made is PublishNotice publish
            ? await services.GetRequiredService<NoticePublishing>().PublishAsync(actor, caseId, publish, breakSignature: false, why, stop)
            : await _cabinet.Desk.DoAsync(transaction, open!, made, why, stop);
        Refuse(request, sheet!, ruling);
        if (made is not PublishNotice) await transaction.CommitAsync(stop);
        await using ActingTransaction after = await _cases.BeginAsync(actor, stop);
        return (await _cabinet.Desk.ReadAsync(after, caseId, stop))!.Current;
    }

    /// <summary>The form as it begins, with what is typed over it.</summary>
    private async Task<Typed> BeginAsync(ActingTransaction transaction, Guid caseId, Transition transition, (string Field, string Value)[] fields)
    {
        (_, Sheet? fresh, _) = await TransitionEndpoints.OpenAsync(transition, caseId, transaction, _cabinet, _master, Fill(fields), isFresh: true, stop);
        if (fresh is null) throw new InvalidOperationException($"{transition.Rule.Name} is not offered to this person at this stage of the case.");
        List<(string, string)> all = [.. fields.Where(f => f.Field is "why" or "post")];
        Collect(transition.Fields.Show(fresh, ""), all);
        return Fill([.. all]);
    }

    private static void Collect(IEnumerable<FieldView> views, List<(string, string)> all)
    {
        foreach (FieldView view in views)
            switch (view.Kind)
            {
                case FieldKind.Group:
                    Collect(view.Fields, all);
                    break;
                case FieldKind.Rows:
                    all.Add(($"{view.Name}.rows", view.Rows.Count.ToString(CultureInfo.InvariantCulture)));
                    foreach (IReadOnlyList<FieldView> row in view.Rows) Collect(row, all);
                    break;
                case FieldKind.Ticks:
                    all.AddRange(view.Chosen.Select(c => (view.Name, c)));
                    break;
                case FieldKind.File or FieldKind.Note:
                    break;
                default:
                    if (view.Value.Length > 0) all.Add((view.Name, view.Value));
                    break;
            }
    }

    /// <summary>A filled-in form: rows are counted, as the page counts them.</summary>
    private static Typed Fill((string Field, string Value)[] fields)
    {
        Dictionary<string, StringValues> typed = new(StringComparer.Ordinal);
        foreach ((string field, string value) in fields)
        {
            typed[field] = StringValues.Concat(typed.GetValueOrDefault(field), value);
            string[] parts = field.Split('.');
            for (int i = 1; i < parts.Length - 1; i++)
            {
                if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out int row)) continue;
                string rows = $"{string.Join('.', parts[..i])}.rows";
                if (!int.TryParse(typed.GetValueOrDefault(rows).ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int known) || known <= row) typed[rows] = (row + 1).ToString(CultureInfo.InvariantCulture);
            }
        }
        return new Typed(typed, new Dictionary<string, IReadOnlyList<ReceivedFile>>());
    }

    private static void Refuse(string request, Sheet sheet, Ruling? ruling)
    {
        if (sheet.AllWrong is [var (name, text), ..]) throw new InvalidOperationException($"{request}: {name}: {text}");
        if (ruling?.Refusal is { } refusal) throw new InvalidOperationException($"{request}: {refusal.Sentence}");
    }
}

/// <summary>A file as somebody would upload it.</summary>
internal sealed record SampleFile(string Name, byte[] Bytes);
