using System.Globalization;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Pages;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Cases.Forms;

/// <summary>The fields that forms are made of.</summary>
internal static class Ask
{
    private const string Missing = "Fill this in.", MissingChoice = "Choose one.";

    /// <summary>More choices than this go into a list that opens.</summary>
    private const int MostRadios = 6;

    public static Field<string> Line(string name, string label, string? help = null, Func<Sheet, string?>? start = null) => new Leaf<string>(name,
        (sheet, at) => new FieldView(FieldKind.Line, at, label) { Help = help, Required = true, Value = sheet.Shown(at, start) },
        (sheet, at, _) => Needed(sheet, at, sheet.Typed.Text(at)));

    public static Field<string?> LineOrNone(string name, string label, string? help = null, Func<Sheet, string?>? start = null) => new Leaf<string?>(name,
        (sheet, at) => new FieldView(FieldKind.Line, at, label) { Help = help, Value = sheet.Shown(at, start) },
        (sheet, at, _) => ValueTask.FromResult(sheet.Typed.Text(at) is { Length: > 0 } text ? text : null));

    /// <summary>Several lines of text that stay in the log.</summary>
    public static Field<string?> LongOrNone(string name, string label, string? help = null) => new Leaf<string?>(name,
        (sheet, at) => new FieldView(FieldKind.Area, at, label) { Help = help, Value = sheet.Typed.Text(at) },
        (sheet, at, _) => ValueTask.FromResult(sheet.Typed.Text(at) is { Length: > 0 } text ? text : null));

    /// <summary>One of an enumeration's values, in words.</summary>
    public static Field<T> Word<T>(string name, string label, string? help = null, T? start = null, IReadOnlyList<T>? among = null) where T : struct, Enum => new Leaf<T>(name,
        (sheet, at) => new FieldView((among ?? Enum.GetValues<T>()).Count <= MostRadios ? FieldKind.Radio : FieldKind.Choice, at, label) { Help = help, Required = true, Value = sheet.Shown(at, _ => start?.ToString()), Offers = Words(among) },
        (sheet, at, _) =>
        {
            if (Parse(sheet.Typed.Text(at), among) is { } value) return ValueTask.FromResult(value);
            sheet.Wrong(at, MissingChoice);
            return ValueTask.FromResult(default(T));
        });

    public static Field<T?> WordOrNone<T>(string name, string label, string? help = null) where T : struct, Enum => new Leaf<T?>(name,
        (sheet, at) => new FieldView(FieldKind.Choice, at, label) { Help = help, Value = sheet.Typed.Text(at), Offers = Words<T>(null) },
        (sheet, at, _) => ValueTask.FromResult(Parse<T>(sheet.Typed.Text(at), null)));

    /// <summary>A word that may be left out, and then means <paramref name="otherwise"/>.</summary>
    public static Field<T> WordOr<T>(string name, string label, T otherwise, string? help = null) where T : struct, Enum => new Leaf<T>(name,
        (sheet, at) => new FieldView(FieldKind.Choice, at, label) { Help = help, Value = sheet.Typed.Text(at), Offers = [.. Words<T>(null).Where(o => o.Value != otherwise.ToString())] },
        (sheet, at, _) => ValueTask.FromResult(Parse<T>(sheet.Typed.Text(at), null) ?? otherwise));

    /// <summary>Any of an enumeration's values.</summary>
    public static Field<Sequence<T>> WordsOf<T>(string name, string label, string? help = null, params T[] start) where T : struct, Enum => new Leaf<Sequence<T>>(name,
        (sheet, at) => new FieldView(FieldKind.Ticks, at, label) { Help = help, Offers = Words<T>(null), Chosen = sheet.IsFresh && !sheet.Typed.Has(at) ? [.. start.Select(s => s.ToString())] : sheet.Typed.Texts(at) },
        (sheet, at, _) => ValueTask.FromResult<Sequence<T>>([.. sheet.Typed.Texts(at).Select(t => Parse<T>(t, null)).OfType<T>()]));

    public static Field<bool> Tick(string name, string label, string? help = null) => new Leaf<bool>(name,
        (sheet, at) => new FieldView(FieldKind.Tick, at, label) { Help = help, Value = sheet.Typed.Text(at) },
        (sheet, at, _) => ValueTask.FromResult(sheet.Typed.Text(at) == "yes"));

    public static Field<bool?> YesNo(string name, string label, string? help = null) => new Leaf<bool?>(name,
        (sheet, at) => new FieldView(FieldKind.Choice, at, label) { Help = help, Value = sheet.Typed.Text(at), Offers = [new("yes", "yes"), new("no", "no")] },
        (sheet, at, _) => ValueTask.FromResult<bool?>(sheet.Typed.Text(at) switch { "yes" => true, "no" => false, _ => null }));

    public static Field<DateOnly> Day(string name, string label, string? help = null, Func<Sheet, DateOnly>? start = null) => new Leaf<DateOnly>(name,
        (sheet, at) => new FieldView(FieldKind.Day, at, label) { Help = help, Required = true, Value = sheet.Shown(at, s => start?.Invoke(s).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) },
        (sheet, at, _) =>
        {
            if (ParseDay(sheet.Typed.Text(at)) is { } day) return ValueTask.FromResult(day);
            sheet.Wrong(at, "Give a day, as 2026-01-31.");
            return ValueTask.FromResult(default(DateOnly));
        });

    public static Field<DateOnly?> DayOrNone(string name, string label, string? help = null, Func<Sheet, DateOnly>? start = null) => new Leaf<DateOnly?>(name,
        (sheet, at) => new FieldView(FieldKind.Day, at, label) { Help = help, Value = sheet.Shown(at, s => start?.Invoke(s).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) },
        (sheet, at, _) =>
        {
            string text = sheet.Typed.Text(at);
            if (text.Length > 0 && ParseDay(text) is null) sheet.Wrong(at, "Give a day, as 2026-01-31.");
            return ValueTask.FromResult(ParseDay(text));
        });

    public static Field<int?> NumberOrNone(string name, string label, string? help = null) => new Leaf<int?>(name,
        (sheet, at) => new FieldView(FieldKind.Number, at, label) { Help = help, Value = sheet.Typed.Text(at) },
        (sheet, at, _) =>
        {
            string text = sheet.Typed.Text(at);
            if (text.Length == 0) return ValueTask.FromResult<int?>(null);
            if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)) return ValueTask.FromResult<int?>(number);
            sheet.Wrong(at, "Give a whole number.");
            return ValueTask.FromResult<int?>(null);
        });

    /// <summary>One of what the case holds. Where there is only one, it is chosen already.</summary>
    public static Field<string> One(string name, string label, Func<Sheet, IEnumerable<Offer>> offers, string? help = null, string? none = null) => new Leaf<string>(name,
        (sheet, at) => Choice(sheet, at, label, help ?? none, [.. offers(sheet)]),
        (sheet, at, _) =>
        {
            string value = sheet.Typed.Text(at);
            if (!offers(sheet).Any(o => o.Value == value)) sheet.Wrong(at, MissingChoice);
            return ValueTask.FromResult(value);
        });

    public static Field<string?> OneOrNone(string name, string label, Func<Sheet, IEnumerable<Offer>> offers, string? help = null) => new Leaf<string?>(name,
        (sheet, at) => new FieldView(FieldKind.Choice, at, label) { Help = help, Value = sheet.Typed.Text(at), Offers = [.. offers(sheet)] },
        (sheet, at, _) =>
        {
            string value = sheet.Typed.Text(at);
            if (value.Length > 0 && !offers(sheet).Any(o => o.Value == value)) sheet.Wrong(at, MissingChoice);
            return ValueTask.FromResult(value.Length == 0 ? null : value);
        });

    /// <summary>Any of what the case holds.</summary>
    public static Field<Sequence<string>> Many(string name, string label, Func<Sheet, IEnumerable<Offer>> offers, string? help = null) => new Leaf<Sequence<string>>(name,
        (sheet, at) => new FieldView(FieldKind.Ticks, at, label) { Help = help, Offers = [.. offers(sheet)], Chosen = sheet.Typed.Texts(at) },
        (sheet, at, _) =>
        {
            HashSet<string> known = [.. offers(sheet).Select(o => o.Value)];
            IReadOnlyList<string> chosen = sheet.Typed.Texts(at);
            if (!chosen.All(known.Contains)) sheet.Wrong(at, "Choose among what is offered.");
            return ValueTask.FromResult<Sequence<string>>([.. chosen.Distinct()]);
        });

    /// <summary>Words that are kept apart from the log, for the readers of the case or for intake alone.</summary>
    public static Field<SealedText> Sealed(string name, string label, TextAudience audience = TextAudience.Case, string? help = null, Func<Sheet, string?>? start = null) => new Leaf<SealedText>(name,
        (sheet, at) => new FieldView(FieldKind.Area, at, label) { Help = help, Required = true, Value = sheet.Shown(at, start) },
        async (sheet, at, stop) => await SealAsync(sheet, at, audience, required: true, stop) ?? new SealedText("", default));

    public static Field<SealedText?> SealedOrNone(string name, string label, TextAudience audience = TextAudience.Case, string? help = null) => new Leaf<SealedText?>(name,
        (sheet, at) => new FieldView(FieldKind.Area, at, label) { Help = help, Value = sheet.Typed.Text(at) },
        async (sheet, at, stop) => await SealAsync(sheet, at, audience, required: false, stop));

    /// <summary>A file that comes with the form, or one that the case has already.</summary>
    public static Field<ContentHash> Content(string name, string label, string? help = null) => new Leaf<ContentHash>(name,
        (sheet, at) => new FieldView(FieldKind.Group, at, label)
        {
            Help = help, Required = true,
            Fields =
            [
                new FieldView(FieldKind.File, at + ".file", "A new file") { Wrong = sheet.WrongWith(at) },
                .. sheet.Attachments.Any(a => a.Audience == Audience.Case)
                    ? new[] { new FieldView(FieldKind.Choice, at + ".held", "Or one that the case has") { Value = sheet.Typed.Text(at + ".held"), Offers = [.. sheet.Attachments.Where(a => a.Audience == Audience.Case).Select(a => new Offer(a.Id.ToString(), $"{a.Name}, {a.AddedAt:yyyy-MM-dd}"))] } }
                    : [],
            ],
        },
        async (sheet, at, stop) =>
        {
            if (sheet.Typed.Files(at + ".file") is [var file, ..])
            {
                await sheet.Cabinet.Attachments.AddAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, Audience.Case, file.Content, file.Name, stop);
                return new ContentHash(file.Content.Sha256.ToString());
            }
            string held = sheet.Typed.Text(at + ".held");
            if (sheet.Attachments.FirstOrDefault(a => a.Audience == Audience.Case && a.Id.ToString() == held) is { } attachment) return new ContentHash(attachment.Sha256.ToString());
            sheet.Wrong(at, "Choose a file.");
            return default;
        }) { WithFile = true };

    /// <summary>Fields under one legend.</summary>
    public static Field<T> Group<T>(string name, string legend, Field<T> inner, string? help = null) => new Leaf<T>(name,
        (sheet, at) => new FieldView(FieldKind.Group, at, legend) { Help = help, Required = true, Fields = [.. inner.Show(sheet, at + ".")] },
        (sheet, at, stop) => inner.ReadAsync(sheet, at + ".", stop)) { WithFile = inner.TakesFiles };

    /// <summary>Fields that are left out together.</summary>
    public static Field<T?> GroupOrNone<T>(string name, string legend, Field<T> inner, string? help = null) where T : class => new Leaf<T?>(name,
        (sheet, at) => new FieldView(FieldKind.Group, at, legend) { Help = help, Fields = [.. inner.Show(sheet, at + ".").Select(f => f with { Required = false })] },
        async (sheet, at, stop) => inner.IsTouched(sheet, at + ".") ? await inner.ReadAsync(sheet, at + ".", stop) : null);

    /// <summary>The same fields, as often as they are needed.</summary>
    public static Field<Sequence<T>> Several<T>(string name, string legend, Field<T> inner, string? help = null, bool required = false) => new Leaf<Sequence<T>>(name,
        (sheet, at) => new FieldView(FieldKind.Rows, at, legend)
        {
            Help = help, Required = required,
            Rows = [.. Enumerable.Range(0, Rows(sheet, at, shown: true)).Select(i => (IReadOnlyList<FieldView>)[.. inner.Show(sheet, $"{at}.{i}.").Select(f => required && i == 0 ? f : f with { Required = false })])],
        },
        async (sheet, at, stop) =>
        {
            List<T> all = [];
            for (int i = 0; i < Rows(sheet, at, shown: false); i++)
                if (inner.IsTouched(sheet, $"{at}.{i}.")) all.Add(await inner.ReadAsync(sheet, $"{at}.{i}.", stop));
            if (required && all.Count == 0) sheet.Wrong(at, "Give at least one.");
            return [.. all];
        });

    private const int MostRows = 60;

    private static int Rows(Sheet sheet, string at, bool shown)
    {
        int rows = int.TryParse(sheet.Typed.Text(at + ".rows"), NumberStyles.None, CultureInfo.InvariantCulture, out int typed) ? Math.Min(typed, MostRows) : 1;
        return shown && sheet.Typed.Text("more") == at ? Math.Min(rows + 1, MostRows) : Math.Max(rows, 1);
    }

    private static FieldView Choice(Sheet sheet, string at, string label, string? help, IReadOnlyList<Offer> offers) =>
        new(offers.Count is > 0 and <= 3 ? FieldKind.Radio : FieldKind.Choice, at, label) { Help = help, Required = true, Value = sheet.Shown(at, _ => offers is [var only] ? only.Value : null), Offers = offers };

    private static async ValueTask<SealedText?> SealAsync(Sheet sheet, string at, TextAudience audience, bool required, CancellationToken stop)
    {
        string text = sheet.Typed.Text(at);
        if (text.Length > TextVault.Longest) sheet.Wrong(at, $"At most {TextVault.Longest} characters; attach the rest as a file.");
        else if (text.Length > 0) return await sheet.Cabinet.Texts.SealAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, audience, text.ReplaceLineEndings("\n"), stop);
        else if (required) sheet.Wrong(at, Missing);
        return null;
    }

    private static ValueTask<string> Needed(Sheet sheet, string at, string text)
    {
        if (text.Length == 0) sheet.Wrong(at, Missing);
        return ValueTask.FromResult(text);
    }

    private static IReadOnlyList<Offer> Words<T>(IReadOnlyList<T>? among) where T : struct, Enum => [.. (among ?? Enum.GetValues<T>()).Select(v => new Offer(v.ToString(), CaseWords.Of(v)))];

    private static T? Parse<T>(string text, IReadOnlyList<T>? among) where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: false, out T value) && Enum.IsDefined(value) && !char.IsDigit(text[0]) && (among is null || among.Contains(value)) ? value : null;

    private static DateOnly? ParseDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
